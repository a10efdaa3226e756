import type { GlossDictionary } from '../../src/question/gloss-dictionary.ts'

const words: Readonly<Record<string, readonly [pinyin: string, ...senses: string[]][]>> = {
  渡輪: [['du4 lun2', 'ferry ship']],
  渡轮: [['du4 lun2', 'ferry ship']],
  票: [['piao4', 'vote; ballot', 'ticket', 'CL:張|张[zhang1]']],
  價: [['jia4', 'valence', 'price']],
  張: [
    ['Zhang1', 'surname Zhang'],
    ['zhang1', 'to open up', 'classifier for flat objects'],
  ],
  夜間: [['ye4 jian1', 'nighttime', 'night']],
  東: [['dong1', 'east']],
  灣: [['wan1', 'bay']],
  市場: [['shi4 chang3', 'marketplace; market']],
  石匠: [['shi2 jiang4', 'mason']],
  建: [['jian4', 'to establish', 'to build']],
  石: [['shi2', 'rock']],
  瓦: [['wa3', 'roof tile']],
  尔: [['er3', '(literary) you']],
  加: [['jia1', 'to add']],
  斯: [['si1', '(bound form) (literary) this']],
  特: [['te4', '(bound form) special']],
  劳: [['lao2', 'to toil']],
  潛艇: [['qian2 ting3', 'submarine']],
  開往: [['kai1 wang3', '(of a bus etc) to leave for; to sail to']],
}

/** A dictionary of a dozen words, as the real one words them. */
export const smallDictionary: GlossDictionary = {
  entries: (word) => (words[word] ?? []).map(([pinyin, ...senses]) => ({ pinyin, senses })),
}
