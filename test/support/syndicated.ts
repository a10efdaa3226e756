/** An article, and how two other papers printed it: a word here and there, other marks, a paragraph more. */
const original = `The harbour board voted on Tuesday to deepen the north channel by three metres.

The work will cost 41 million crowns and take two summers, harbour master Ilse Varga said. Dredging stops while the herring spawn in May.

Fishermen from Gull Island had asked for a later start, but the board did not agree. The ferry keeps to its winter timetable until the channel is open.`

const reprint = `The harbour board voted on Tuesday to deepen the north channel by three metres.

The work will cost 41 million crowns and take two summers, harbor master Ilse Varga said. Dredging stops while the herring spawn in May.

Fishermen from Gull Island had asked for a later start, but the board did not agree. The ferry keeps to its winter timetable until the channel is open.

Readers can write to the editor about the channel until Friday.`

const correction = `The harbour board voted on Tuesday to deepen the north channel by three metres.

The work will cost 46 million crowns and take two summers, harbour master Ilse Varga said. Dredging stops while the herring spawn in May.`

const other = `A survey of the north channel found that the dredging would cost the town its oyster beds, and the biologist who made it put their worth at nine million crowns a year.`

export const syndicated = [
  {
    path: 'a-reprint.txt',
    title: 'Channel to be deepened',
    text: reprint,
    publishedAt: '2024-03-07',
  },
  { path: 'b-original.txt', title: 'Board votes', text: original, publishedAt: '2024-03-06' },
  { path: 'c-correction.txt', title: 'Corrected', text: correction, publishedAt: '2024-03-09' },
  { path: 'd-survey.txt', title: 'Oysters', text: other, publishedAt: '2024-02-01' },
]
