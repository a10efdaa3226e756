import { columns, isOpen, proseBounds, type Rule, whole } from '../block-view.ts'

/** In columns. */
const widestLine = 240

const address = /[\w.+-]+\s?(?:@|\[at\])\s?[\w-]+(?:\.[\w-]+)+/i
const phone = /(?:\+?\(?\d{1,4}\)?[\s-]?)?\(?\d{2,4}\)?(?:[\s-]?\d{3,4}){1,3}/

/** Lines to the newsroom or about reaching the writer, wherever they stand. */
const toWriter =
  /^(?:(?:please )?(?:contact|e-?mail|write to|reach)\s+(?:the )?(?:writers?|authors?|reporters?|editors?|newsroom|him|her|them)\b|(?:the )?(?:writer|author|reporter)s?\s+(?:can|may) be (?:reached|contacted)|follow (?:the author|him|her|them) on|got a (?:story|tip)|(?:投稿|爆料|报料|報料|新闻热线|新聞熱線|读者来信|编辑部|編輯部|联系(?:记者|作者|我们|本报)|聯絡(?:記者|作者|我們)))/i

/** To the publisher; inside an article it may be what the article tells. */
const toUs = /^(?:please )?(?:contact|e-?mail|write to|reach|call) us\b/i

/** A label before an address or number, with nothing else. */
const labelled =
  /^(?:(?:media |press |general |public |news )?(?:contacts?|e-?mails?|tel(?:ephone)?|phones?|mobile|fax|hotline|enquir(?:y|ies)|inquiries|whatsapp|wechat|website|web|address)\s*(?:no\.?|number|us|details)?\s*[:：.]|(?:联系方式|聯絡方式|联系电话|聯絡電話|联系人|聯絡人|电话|電話|传真|傳真|邮箱|郵箱|电邮|電郵|电子邮件|電子郵件|热线|熱線|地址|邮编|微信)\s*[:：])/i

/** Contact lines: addresses of the writer, and at the end of a page those of the publisher. */
export const contact: Rule = (views) => {
  const { last } = proseBounds(views)
  return views
    .filter((view, index) => {
      if (!isOpen(view) || columns(view.text.slice(0, widestLine + 1)) > widestLine) return false
      const reaches = address.test(view.text) || phone.test(view.text)
      if (toWriter.test(view.text)) return reaches
      if (isAddressOnly(view.text)) return true
      if (index >= last && toUs.test(view.text)) return reaches
      return index > last && labelled.test(view.text) && isShort(view.text)
    })
    .map((view) => whole(view, 'contact'))
}

/** An address with nothing, or hardly more than a name, beside it. */
function isAddressOnly(text: string): boolean {
  if (!address.test(text)) return false
  const rest = text.replace(new RegExp(address, 'gi'), ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  const label = /^(?:e-?mails?|contacts?|mail|writer|author|and|or|the|邮箱|电邮|電郵|郵箱)$/i
  return rest.filter((word) => !label.test(word)).length === 0
}

function isShort(text: string): boolean {
  return columns(text) < 160 && !/[.!?]\s+\p{Lu}|[。！？]./u.test(text)
}
