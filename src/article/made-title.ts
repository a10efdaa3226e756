/** File names, and what programs call a document before it has a name. */
const made =
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled|document\d*|slide \d|about:|https?:|file:)|\.(?:docx?|pdf|rtf|odt|indd|qxd|pptx?|xlsx?|tex|html?)$/i

/** Whether a title in a document's properties was made by a program, and nobody's own. */
export function isMadeTitle(title: string): boolean {
  return made.test(title) || !/\p{L}{2}/u.test(title)
}
