import { stemmer } from 'stemmer'
import { stopWords } from '../../store/stop-words.ts'

/** Words that say what is denied are no connection: they turn what a quote says. */
const denials = new Set(
  (
    'not no nor dont doesnt didnt isnt arent wasnt werent wont wouldnt cant cannot couldnt shouldnt ' +
    'hasnt havent hadnt'
  ).split(' '),
)

/** What leads from quote to quote, and names the kinds of things that are asked for. */
const english = [
  'according account accounts add adds added addition aim aims also altogether among answer another',
  'argument article articles around aspect aspects back background basis begin beginning besides',
  'case cause causes change changes clear closely comparison concern concerning concerns condition',
  'conditions consequence consequences context contrast conversely cost costs criticism current',
  'currently date dates describe described describes description detail details development differ',
  'difference different differently differs earlier effect effects elsewhere end especially estimate',
  'estimates event events example examples explain explains explanation extent fact facts figure figures',
  'final finally first firstly follow following follows fund funding further furthermore future general',
  'generally give given gives goal goals group hand history however idea impact in include includes',
  'including instance instead issue issues kind last lastly later latest least less likewise list',
  'long matter meaning means meanwhile measure measures mention mentions method moreover move much',
  'name names namely next note notes number numbers object objection objections old one opinion opinions',
  'order origin outcome outcomes overall part particular parts past people person place places plan plans',
  'point points position present price prices problem problems process purpose put question questions',
  'quote quotes rather react reaction reactions reason reasons regard regarding regards related relation',
  'report reports response responses result results role rule rules same say says second secondly see',
  'sentence sentences short side sides similar similarly simply since sort source sources specific',
  'specifically start state states step steps still subject sum summary support supporters tell tells',
  'text texts therefore thing things third thirdly thus time timeline times together topic total toward',
  'towards turn until use used uses view views way ways well where whether word words write writes yet',
]
const connecting = new Set(
  [...stopWords, ...english.join(' ').split(' ')]
    .filter((word) => !denials.has(word))
    .flatMap((word) => [word, stemmer(word)]),
)

/** The same in Chinese, by ideographs, simplified and traditional; those that deny are not among them. */
const ideographs = new Set(
  '的了在是有和與与及或並并而也都又再還还就於于至對对從从由把將将被為为以之其此這这那該该等中上下內内外前後后間间時时日年月' +
    '關关於方面另一此外同樣样時首先次其最後終终因所以然而且但過过雖虽據据根文章報报道指出表示認认說说明問问題题原果結结' +
    '費费用地點点人數数容如何分別别包括各看法意見见補补充進进步更多相比較较總总體体背景經经過程理由目標标計计劃划反應应' +
    '影響响例子來来源句引名稱称誰谁什麼么哪幾几多少句話话用一篇位項项則则面給给達达到並',
)

/**
 * Whether words hold nothing but such as lead from quote to quote, and words of `known`: the question
 * and the quotes beside them. Whatever else a model says comes from nowhere, or from an article that
 * tells it what to say.
 */
export function isOnlyConnecting(words: string, known: readonly string[]): boolean {
  const said = new Set(known.flatMap(termsOf))
  return termsOf(words).every(
    (term) => said.has(term) || connecting.has(term) || ideographs.has(term),
  )
}

/** Folded words, English ones by their stems; ideographs one by one. */
function termsOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase().replace(/['’]/g, '')
  const terms = folded.match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu) ?? []
  return terms.map((term) => (/^[a-z]+$/.test(term) ? stemmer(term) : term))
}
