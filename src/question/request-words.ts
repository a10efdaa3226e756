/**
 * Words of a question that speak to whoever answers, not about the subject: nobody expects an
 * article to use them, so they neither count as missing nor as found. Lower case.
 */
const requestWords = new Set(
  (
    'tell say says said saying give given show list name names named find explain describe summarise ' +
    'summarize summary report reported reports mention mentioned mentions know known article articles ' +
    'source sources text texts document documents corpus information info details detail question ' +
    'compare compared comparison answer please thanks happen happened many much kind kinds type sort according concrete exactly'
  ).split(' '),
)

/** True for a word, as typed, that belongs to the asking. */
export function isRequestWord(word: string): boolean {
  return requestWords.has(word.toLowerCase())
}
