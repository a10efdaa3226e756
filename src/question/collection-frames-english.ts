import {
  type CollectionFrame,
  type CollectionQuestionKind,
  compileFrames,
} from './collection-frame.ts'

/** What the names in braces stand for. `x` is the subject. */
const vocabulary: Readonly<Record<string, string>> = {
  x: '(?<x>.+?)',
  articles: '(articles?|documents?|sources|files|news (articles?|items?|story|stories))',
  article: '(article|document|news (article|item|story))',
  which: '(which|what)( of (the|these|those|your))?',
  you: '(do you have|have you got|have you|are there|can you (search|read|quote)|are (available|indexed|in there))',
  on: '(on|about|regarding|concerning)',
  here: '( (here|in here|(in|of|from) (the|this|your|these) (collection|corpus|index|library|archive|database|folder|articles|documents|sources)))?',
  mention:
    '((that |which )?(do |does )?(mentions?|names?|refers? to|contains?)|mentioning|naming|referring to|containing)',
  treat:
    '((that |which )?(do |does )?((talks?|speaks?|writes?|reports?|is|are|say anything|say something) (about|on)|discuss(es)?|covers?|deals? with)|(talking|writing|reporting) (about|on)|discussing|covering|dealing with|on|about|regarding|concerning)',
  when: '([,?]? and (when|on (which|what) dates?|how often))?',
  list: '(list|show|name|find|give)( me| us)?',
  any: '((any|some|an?|one|more|other) )',
  every: '((all|every|the|your|all (of )?(the|your|these)|any|some|other|more) )?',
  all: '((all )?(of )?(these|those|the|your)|all) (articles|documents|sources|files)',
  summary:
    '(summari[sz]e|describe|sum up|outline|give (me|us) (a |an |the )?(short |brief )?(summary|overview|outline|gist) of)',
  named:
    '(the|that|this|your) ([\\p{L}\\p{N}-]+ ){0,3}{article} ({on}|titled|entitled|called|named|headed|with the (title|headline)) {x}',
  shown:
    '(?<this>(this|that|the|this same|the same) article|this (document|news (article|item|story)))',
  one: '({named}|{shown})',
  collection: '(this|the|your) (collection|corpus|archive|library|set)( of articles)?',
  published: '(published|written|posted|released|issued|dated|updated|printed|from)',
  newest: '(latest|newest|most recent)',
  what: "(what|which)('s| is| are| was| were)",
}

/** Each stands for whole questions: spaces and words as typed, names in braces from the vocabulary. */
const templates: readonly (readonly [CollectionQuestionKind, string])[] = [
  [
    'count',
    'how many {articles} ({you}{here}|(here|in (total|all|{collection})))( in (total|all))?',
  ],
  ['count', 'what is the (total )?number of {articles} (here|in {collection})'],
  ['mentions', 'how many( of (the|these|your))? {articles} {mention} {x}'],
  ['mentions', '{which} {articles}( {you})? {mention} {x}{when}'],
  [
    'mentions',
    'in {which} {articles} (is|are|was|were|do|does) {x} (mentioned|named|appear|occur|come up){when}',
  ],
  ['mentions', '(do|does) any( of (the|these|your))? {articles} {mention} {x}'],
  ['mentions', '{list} {every}{articles} {mention} {x}{when}'],
  ['mentions', '(is|are) there {any}?{articles} {mention} {x}'],
  ['topic', 'how many( of (the|these|your))? {articles} {treat} {x}'],
  ['topic', '{which} {articles}( {you})? {treat} {x}{when}'],
  ['topic', 'what( else)? (do|have) (you|we)( have| got| have got)? {on} {x}'],
  ['topic', 'what( else)? is (there|here) {on} {x}'],
  [
    'topic',
    '(do you have|have you got|have you|is there|are there|got) (anything|something|{any}?{articles}) {treat} {x}',
  ],
  ['topic', '{list} ({every}{articles}|everything)( you have)? {treat} {x}'],
  ['topic', '(do|does) any( of (the|these|your))? {articles} {treat} {x}'],
  ['list', '{which} (articles|documents|sources|files)( {you})?{here}'],
  ['list', '{list} {every}(articles|documents|sources|files){here}( you have)?'],
  ['list', 'what (do you have|have you got)( here| in here)?'],
  ['list', "what('s| is) (in|inside) (here|{collection})"],
  [
    'list',
    '(what (are {all}|is {collection})( here)?( all)? about|{summary} ({all}|{collection}))',
  ],
  [
    'list',
    '(which|what) (topics|subjects|themes) (do (you|{all}) (cover|have|discuss)|are (there|covered)){here}',
  ],
  ['oldest', '({what}|{list}) the (oldest|earliest) {articles}{here}'],
  ['oldest', '(which|what) {article}{here} is (the )?(oldest|earliest)'],
  [
    'latest',
    '({what}|{list}|tell (me|us)) the {newest} ({articles}|news|stories|updates?){here}( {treat} {x})?',
  ],
  ['latest', '({what}|{list}|tell (me|us)) the latest( here)?( {on} {x})?'],
  ['latest', '(which|what) {article}{here} is (the )?{newest}'],
  ['latest', '(the )?({newest} ({articles}|news)|latest)( {on} {x})?'],
  ['latest', "what('s| is) new( here)?|(anything|is there anything) new( here)?( {on} {x})?"],
  ['latest', '(is there |have you |got |do you have )?any( recent)? news( here)?( {on} {x})?'],
  ['about', "what('s| is| was) {one}( here)?( all)? about"],
  ['about', '{summary} {one}'],
  ['about', 'what does {one} (say|tell|talk about|discuss|cover|deal with)'],
  ['about', "what('s| is) the (topic|subject|gist|content) of {one}"],
  [
    'date',
    "(what('s| is| was)|give me|tell me) the (publication |publishing |release )?date (of|on) {one}",
  ],
  ['date', '(when|on (what|which) (date|day)|in (what|which) year) (was|is) {one} {published}'],
  ['date', '(how old is|what is the age of) {one}'],
  ['date', '(when (were|are) {all} {published}|what are the (publication )?dates of {all})'],
  ['author', '(who|which (author|journalist|reporter|writer)) (wrote|authored|reported) {one}'],
  [
    'author',
    "who('s| is| was| are| were) the (authors?|writers?|reporters?|journalists?) (of|behind) {one}",
  ],
  [
    'author',
    '(who wrote {all}|who are the (authors|writers)( of {all})?{here}|(which|what) (authors|writers) are (there|here){here})',
  ],
  [
    'publisher',
    "((who|which (publisher|newspaper|outlet)) published|who('s| is| was) the publisher of) {one}",
  ],
  ['publisher', '(where|by whom) was {one} published'],
  [
    'publisher',
    '(who published {all}|who are the publishers( of {all})?{here}|(which|what) (publishers|newspapers|outlets|publications) (are (there|here)|do you have){here}|where (are|do|did) {all} (come )?from)',
  ],
]

/** English questions about the collection. */
export const englishFrames: readonly CollectionFrame[] = compileFrames(vocabulary, templates)
