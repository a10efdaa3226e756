import { Parser } from 'htmlparser2'

/** A field of a feed or of one of its items. */
export interface FeedField {
  readonly attributes: Readonly<Record<string, string>>
  /** Its words, and those of the elements in it. */
  readonly text: string
  /** The same as HTML, where there are elements in it. */
  readonly html?: string
  /** The words of the elements right inside it, by name. */
  readonly inner: ReadonlyMap<string, string>
}

/** The fields of a feed or of one item, by name. */
export interface FeedPart {
  readonly fields: ReadonlyMap<string, readonly FeedField[]>
  readonly attributes: Readonly<Record<string, string>>
  /** True where the file ends, or the next item begins, before it does. */
  readonly isCut: boolean
}

export interface FeedElements {
  /** Local name of the first element. */
  readonly root: string | undefined
  readonly head: FeedPart
  readonly items: readonly FeedPart[]
}

/** Fields kept of one item. */
const mostFields = 500

/** What fields of other vocabularies are called here, whatever prefix a feed gives them. */
const vocabularies: Readonly<Record<string, string>> = {
  'http://purl.org/rss/1.0/': '',
  'http://www.w3.org/2005/Atom': '',
  'http://purl.org/atom/ns#': '',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/dc/terms/': 'dc:',
}

type Attributes = Record<string, string>

interface OpenPart extends FeedPart {
  readonly fields: Map<string, FeedField[]>
  readonly depth: number
  count: number
}

interface OpenField {
  readonly name: string
  readonly attributes: Attributes
  readonly depth: number
  text: string
  html: string | undefined
  readonly inner: Map<string, string>
  innerName: string
}

function newPart(attributes: Attributes, depth: number): OpenPart {
  return { fields: new Map(), attributes, depth, count: 0, isCut: false }
}

function newField(name: string, attributes: Attributes, depth: number): OpenField {
  return { name, attributes, depth, text: '', html: undefined, inner: new Map(), innerName: '' }
}

/** Follows the elements of a feed as the parser meets them. */
class FeedHandler {
  root: string | undefined
  head = newPart({}, 0)
  readonly items: FeedPart[] = []
  readonly #prefixes = new Map<string, string>()
  #depth = 0
  #item: OpenPart | undefined
  #field: OpenField | undefined

  onopentag(given: string, attributes: Attributes): void {
    this.#learnPrefixes(attributes)
    this.root ??= localName(given).toLowerCase()
    if (this.#depth === 0) this.head = newPart(attributes, 0)
    else if (this.#field) this.#openInner(this.#field, localName(given), attributes)
    else this.#open(this.#nameOf(given), attributes)
    this.#depth += 1
  }

  ontext(text: string): void {
    const field = this.#field
    if (!field) return
    if (field.html !== undefined) field.html += escaped(text)
    field.text += text
    if (field.innerName !== '' && this.#depth === field.depth + 2) {
      field.inner.set(field.innerName, `${field.inner.get(field.innerName) ?? ''}${text}`)
    }
  }

  onclosetag(given: string, isImplied: boolean): void {
    this.#depth -= 1
    const field = this.#field
    if (field && this.#depth === field.depth) this.#closeField(field)
    else if (field?.html !== undefined) field.html += `</${localName(given)}>`
    if (this.#item && this.#depth === this.#item.depth) this.#closeItem(isImplied)
  }

  #learnPrefixes(attributes: Attributes): void {
    for (const [name, value] of Object.entries(attributes)) {
      const vocabulary = vocabularies[value]
      if (name.startsWith('xmlns:') && vocabulary !== undefined) {
        this.#prefixes.set(name.slice('xmlns:'.length), vocabulary)
      }
    }
  }

  #nameOf(given: string): string {
    const colon = given.indexOf(':')
    const vocabulary = colon < 0 ? undefined : this.#prefixes.get(given.slice(0, colon))
    return vocabulary === undefined ? given : `${vocabulary}${given.slice(colon + 1)}`
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'item' || name === 'entry') {
      if (this.#item) this.#closeItem(true)
      this.#item = newPart(attributes, this.#depth)
      return
    }
    const isContainer = /^(?:channel|image|items|textinput|textInput)$/.test(name)
    const isField = this.#item ? this.#depth === this.#item.depth + 1 : this.#depth <= 2
    if (isField && !isContainer) this.#field = newField(name, attributes, this.#depth)
  }

  #openInner(field: OpenField, name: string, attributes: Attributes): void {
    if (name === 'item' || name === 'entry') {
      // The field, and the item it is in, were never closed.
      this.#closeField(field)
      this.#open(name, attributes)
      return
    }
    field.html ??= escaped(field.text)
    field.html += `<${name}${Object.entries(attributes).map(attributeOf).join('')}>`
    if (this.#depth === field.depth + 1) field.innerName = name
  }

  #closeField({ name, text, html, inner, attributes }: OpenField): void {
    const part = this.#item ?? this.head
    part.count += 1
    const kept = { attributes, text, inner, ...(html === undefined ? {} : { html }) }
    if (part.count <= mostFields) part.fields.set(name, [...(part.fields.get(name) ?? []), kept])
    this.#field = undefined
  }

  #closeItem(isCut: boolean): void {
    if (this.#item) this.items.push({ ...this.#item, isCut })
    this.#item = undefined
    this.#field = undefined
  }
}

/**
 * The items of a feed, read as they come: no tree is built, no entity but the five of XML is resolved
 * and nothing outside the file is looked at, so that neither depth nor a document type can hurt.
 * Broken markup is read as far as it can be.
 */
export function readFeedElements(xml: string): FeedElements {
  const handler = new FeedHandler()
  new Parser(handler, { xmlMode: true }).end(xml)
  return handler
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributeOf([name, value]: [string, string]): string {
  return ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
