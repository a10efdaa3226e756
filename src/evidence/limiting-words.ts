/** Words that deny, narrow, doubt or contrast what stands beside them. */
const limiting =
  /\b(?:not|never|no(?! (?:more|less) than)|none|nor|neither|cannot|without|unless|except(?:ing)?|exclud(?:es?|ing)|only|if|however|but|although|though|albeit|despite|in spite|until|till|at (?:most|best)|expected|may|might|could|would|should|must|whether|instead|rather|yet|while(?! (?:also )?\p{L}+ing\b)|whilst(?! (?:also )?\p{L}+ing\b)|whereas|unlike|hardly|barely|scarcely|rarely|seldom|alleged(?:ly)?|reportedly|supposed(?:ly)?|perhaps|possib(?:le|ly)|probabl[ey]|(?:un)?likely|provided|providing|assuming|subject to|depend(?:s|ing|ent) on|regardless|so far|as long as|in theory|in part|partly|partially|other than|apart from|aside from|otherwise|conditional|disput(?:es?|ed)|den(?:y|ies|ied)|fail(?:s|ed)?|refus(?:es?|ed)|planned|proposed|intended|hop(?:es?|ed|ing)|sought|(?:later|since) (?:been )?(?:cancelled|canceled|withdrawn|revoked|overturned|reversed|abandoned))\b|n['’]t\b/iu
/** Words of degree: they limit the clause they stand in, and one beside it only from its edge. */
const degree =
  /^(?:\W*[\p{L}]+)?\W*(?:about|approximately|roughly|nearly|almost|around|at least|up to|no (?:more|less) than|mostly|mainly|largely|mostly|chiefly|primarily|in general|generally|usually|often|sometimes|some|most)\b/iu

/** Words by which somebody says, thinks or reports something. */
const reporting =
  /\b(?:sa(?:id|ys?)|add(?:s|ed)|not(?:es|ed)|argu(?:es?|ed)|stress(?:es|ed)|urg(?:es|ed)|explain(?:s|ed)|t(?:ells?|old)|stat(?:es|ed)|remark(?:s|ed)|warn(?:s|ed)|continued|wr(?:ites?|ote)|believ(?:es?|ed)|th(?:inks?|ought)|suggest(?:s|ed)|claim(?:s|ed)|announc(?:es?|ed)|report(?:s|ed)|estimat(?:es?|ed)|according|maintain(?:s|ed)|insist(?:s|ed)|conclud(?:es?|ed)|assert(?:s|ed)|declar(?:es?|ed)|acknowledg(?:es?|ed)|admit(?:s|ted)|conten(?:ds?|ded)|observ(?:es?|ed)|emphasi[sz](?:es?|ed)|confirm(?:s|ed)|predict(?:s|ed)|complain(?:s|ed)|view|opinion|point(?:s|ed) out)\b/i

/** Words in which a clause speaks of something named before it, and cannot stand without. */
const pointsBack =
  /^(?:he|she|it|they|we|i|you|this|that|these|those|his|her|its|their|such|both|either|neither|here|there|then|thus|therefore|hence|so|also|too|another|others?|some|many|most|few|all|each|one|the|as|which|who|what|where|when|why|how|later|afterwards?|similarly|likewise|moreover|furthermore|additionally|consequently|accordingly|meanwhile|because|since|or|and|nor|than|(?:\S+ ){1,2}of (?:them|which|whom|these|those|it))\b/i

/** Whether the words take something back from the clause beside them, or might. */
export function holdsLimit(text: string): boolean {
  return limiting.test(text) || degree.test(text)
}

/** Whether the words say whose statement something is. */
export function holdsSpeaker(text: string): boolean {
  return reporting.test(text)
}

/** Whether a clause opens with a word that points at what stood before it. */
export function opensPointingBack(text: string): boolean {
  return pointsBack.test(text)
}
