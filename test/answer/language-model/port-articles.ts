import type { GivenText } from '../../support/make-index.ts'

/** Articles of a made-up port town: facts, figures that differ, speech, and one in Chinese. */
export const portArticles: readonly GivenText[] = [
  {
    path: 'ferry.txt',
    title: 'The night ferry comes back',
    publishedAt: '2024-03-14',
    text: `# The night ferry comes back

The night ferry to Gull Island sails at noon and at midnight from the first of May. It carries 180 passengers and 24 cars. A crossing of the sound by the night ferry takes 45 minutes. However, in a westerly gale it may take twice as long. Tickets for the night ferry cost four crowns. Children under twelve travel free.`,
  },
  {
    path: 'council.txt',
    title: 'What the council decided',
    publishedAt: '2024-04-02',
    text: `# What the council decided

The town council of Leith will buy two electric ferries for 6 million crowns each. The money comes from the harbour fund.

Mayor Astrid Lund said the ferries would halve the noise in the old harbour. She said the town would sell the diesel ferry to a museum.

The council also voted to close Fish Street to lorries between seven and nine in the morning.`,
  },
  {
    path: 'herring-2011.txt',
    title: 'Herring boats of 2011',
    publishedAt: '2011-05-01',
    text: '340 herring boats are registered in the port of Leith.\n\nA choir sang on the quay when the fleet came home.',
  },
  {
    path: 'herring-2021.txt',
    title: 'Herring boats of 2021',
    publishedAt: '2021-05-01',
    text: 'In the port of Leith 1,200 herring boats are registered.\n\nThe net makers of Rope Lane have work for two years.',
  },
  {
    path: 'market.txt',
    title: 'A market hall of timber',
    publishedAt: '2023-09-21',
    text: `Masons and carpenters built the market hall of Leith from larch. The hall opened in September 2023 after three years of work.

The market hall holds 64 stalls, a smokehouse and a reading room. Its roof gathers rain for the fountain.

“We wanted a roof that sings in the rain,” the architect Ines Okafor said of the market hall.`,
  },
  {
    path: 'lighthouse.txt',
    title: 'The keeper of the lighthouse',
    publishedAt: '2022-11-30',
    text: `The lighthouse on Gull Island was lit in 1868 and has had nine keepers. Its lamp is seen from 18 nautical miles away.

The last keeper of the lighthouse, Tomas Brandt, leaves in the spring. No keeper will follow him.`,
  },
  {
    path: 'tides.txt',
    title: 'High water',
    publishedAt: null,
    text: 'High tide at the pier of Leith is at noon today. Low tide at the pier follows six hours later. High tide at the pier of Leith is at noon today.',
  },
]

/** Questions that the articles answer, with the small embedder too; the last ones in two parts. */
export const portQuestions: readonly string[] = [
  'Is it at noon that the night ferry to Gull Island sails?',
  'Do tickets for the night ferry cost four crowns?',
  'How long does a crossing of the sound by the night ferry take?',
  'Which council of Leith will buy two electric ferries for 6 million crowns each?',
  'Mayor Astrid Lund said the ferries would halve the noise in the old harbour?',
  'How many herring boats are registered in the port of Leith?',
  'Who built the market hall of Leith?',
  'When was the lighthouse on Gull Island lit?',
  'When is high tide at the pier of Leith?',
  'When was the lighthouse on Gull Island lit, and who built the market hall of Leith?',
  'When was the lighthouse on Gull Island lit? Who won the 2031 Quidditch cup final match?',
]
