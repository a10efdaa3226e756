/**
 * Words that end in a full stop and are always followed by more of the sentence: titles before a
 * name, and short forms before a number.
 */
const beforeMore =
  /^(?:Mr|Mrs|Ms|Messrs|Mx|Dr|Prof|Revd?|Hon|Gen|Col|Lt|Maj|Capt|Cmdr|Sgt|Gov|Sen|Rep|Pres|Supt|Insp|St|Ste|Mt|Ft|vs|cf|eg|ie|e\.g|i\.e|viz|approx|c|ca|b|d|r|fl|Nos?|Art|Sec|Ch|Fig|Figs|Eq|Vol|pp|para|paras|Cap|Ref)$/i

/** Forms that may also close a sentence: what comes next has to decide. */
const perhapsLast =
  /^(?:Jr|Sr|Inc|Ltd|Co|Corp|LLC|Bros|Ave|Blvd|Rd|Dept|Univ|etc|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Ph\.?D|a\.m|p\.m|(?:\p{L}\.)+\p{L}|\p{Lu})$/u

/** Short forms that are also plain words; only before a digit are they short forms. */
const beforeNumber =
  /^(?:Nos?|Art|Sec|Ch|Fig|Figs|Eq|Vol|pp|para|paras|Cap|Ref|Mar|Jan|Feb|Sun|Sat)$/i

/** Words that begin a sentence far more often than they go on with a name. */
const sentenceOpener =
  /^["“‘'(]?(?:The|This|That|These|Those|A|An|He|She|It|They|We|You|I|In|On|At|By|For|From|To|As|After|Before|When|While|Although|Though|If|Since|However|But|And|Or|So|Yet|There|Here|His|Her|Its|Their|Our|My|With|During|Under|Despite|Some|Many|Most|All|Both|Each|One|Not|No|Now|Then|Also|What|Who|Why|How|Where|Which|Is|Are|Was|Were|Do|Does|Did|Meanwhile|Moreover|Furthermore|Today)\b/

const lastWord = /(\S+?)\s?\.\s*$/
const endOfQuotation = /[。！？!?…]["”’'»›)\]）】》」』〉〕]+$/u
const cjkSpeech =
  /^[^，。！？；、,.!?\s「『“]{0,12}?(?:说|說|道|问|問|表示|指出|称|稱|喊|答|写道|寫道|認為|认为|强调|強調)/u

/**
 * Whether the sentence in `before` really goes on in `after`, although a general splitter cut there.
 * `after` begins at its first visible character; both may be cut down to what stands near the border.
 */
export function goesOn(before: string, after: string): boolean {
  if (/^\s*[([]?\d{1,3}\s?[.)]\s*$/.test(before)) return true
  if (/^\p{Ll}/u.test(after)) return /[.…!?"”’'»)\]]\s*$/.test(before)
  if (/^[,;:)\]、，；：）】」』》%]/.test(after)) return true
  if (endOfQuotation.test(before) && cjkSpeech.test(after)) return true
  if (/(?:^|[\s(])\p{Lu}\s?\.\s*$/u.test(before))
    return /^\p{Lu}/u.test(after) && isInitial(before, after)
  const word = lastWord.exec(before)?.[1]?.replace(/^["“‘'`([]+/, '')
  if (word === undefined) return false
  if (beforeNumber.test(word)) return /^\d/.test(after)
  if (beforeMore.test(word)) return true
  return perhapsLast.test(word) && !sentenceOpener.test(after) && !/^["“‘`]/.test(after)
}

/** "J. Smith", "George W. Bush", "Q. E. D."; not the end of "vitamin C." or "plan B.". */
function isInitial(before: string, after: string): boolean {
  if (sentenceOpener.test(after)) return /^\p{Lu}\s?\./u.test(after)
  return !/(?:^|\s)\p{Ll}+\s\p{Lu}\s?\.\s*$/u.test(before)
}

/**
 * Characters at the beginning of `after` that still belong to what `before` said: closing brackets and
 * quotes, a note's mark such as `[12]`.
 */
export function closingLength(after: string): number {
  const pattern =
    /^(?:''(?=\s|$)|[”’»›)\]）】》」』〉〕](?=[\s\p{Script=Han}]|$)|[[［]\s?(?:\d{1,3}|[\p{Ll}\p{Script=Han}][^\]］]{1,30})\s?[\]］]\s?)+/u
  return pattern.exec(after)?.[0].length ?? 0
}

/** Brackets and quotes at the end of `before` that open what comes after. */
export function openingLength(before: string): number {
  return /(?:[([{（【《「『〈〔“‘«‹［]\s?)+$/.exec(before)?.[0].length ?? 0
}
