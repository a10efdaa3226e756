/**
 * English words too common to tell passages apart, already folded: lower case, no apostrophes.
 * Negations stand here too: they decide what a sentence says, not which sentence is looked for.
 */
export const stopWords: ReadonlySet<string> = new Set(
  [
    'a an the this that these those',
    'i me my mine myself you your yours yourself he him his himself she her hers herself',
    'it its itself we us our ours ourselves they them their theirs themselves one ones',
    'am is are was were be been being do does did doing done have has had having',
    'will would shall should can could may might must ought',
    'and or but nor so if then than as because while although though',
    'of in on at by for with from to into onto upon about between among through during',
    'before after above below over under again out up down off per via',
    'what which who whom whose when where why how',
    'not no yes there here also just only very too such both each any some all more most other own same',
    'dont doesnt didnt isnt arent wasnt werent wont wouldnt cant cannot couldnt shouldnt hasnt havent hadnt',
    'im ive id youre youve hes shes theyre theyve weve lets thats whats whos theres',
  ]
    .join(' ')
    .split(' '),
)
