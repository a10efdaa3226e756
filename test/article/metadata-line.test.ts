import { describe, expect, it } from 'vitest'
import { findBareDate, findDate } from '../../src/article/find-date.ts'
import { findPublisher } from '../../src/article/find-publisher.ts'
import { readFrontMatter } from '../../src/article/front-matter.ts'
import { metadataTail, readMetadataLine } from '../../src/article/metadata-line.ts'

describe('findDate', () => {
  it.each([
    ['2017-06-27', '2017-06-27'],
    ['Jun 27, 2017', '2017-06-27'],
    ['27 June 2017 10:00 am HKT', '2017-06-27'],
    ['Tuesday, 27 June 2017', '2017-06-27'],
    ['27/06/2017', '2017-06-27'],
    ['05/05/2017', '2017-05-05'],
    ['2017.06.27', '2017-06-27'],
    ['2017-06-27T23:30:00+08:00', '2017-06-27'],
    ['2017年6月27日 10:20', '2017-06-27'],
    ['二〇一七年六月二十七日', '2017-06-27'],
  ])('reads %s', (text, date) => {
    expect(findDate(text)?.date).toBe(date)
    expect(findBareDate(text)).toBe(date)
  })

  it.each([
    '03/04/2017',
    'June 2017',
    'June 27',
    'on Friday',
    '2017',
    '10:20',
    'yesterday',
    '6月27日',
    '31 February 2017',
  ])('finds no certain date in %s', (text) => expect(findDate(text)).toBeUndefined())

  it('takes no line for a bare date that says more', () => {
    expect(findBareDate('The talks were held on 21 Mar 2023')).toBeUndefined()
  })
})

describe('readMetadataLine', () => {
  it.each([
    ['Updated:2017-06-27', [['updated', '2017-06-27']]],
    [
      '2023年11月08日 10:15  来源：临河日报  作者：苏明远',
      [
        ['published', '2023-11-08'],
        ['source', '临河日报'],
        ['author', '苏明远'],
      ],
    ],
    [
      '2024-05-01 | Source: Harbour Post | By Ann Lee',
      [
        ['published', '2024-05-01'],
        ['source', 'Harbour Post'],
        ['author', 'Ann Lee'],
      ],
    ],
    ['By ANN LEE and Bo Chan', [['author', 'ANN LEE and Bo Chan']]],
    ['责任编辑：陈可', [['editor', '陈可']]],
    ['原文链接：https://a.example/b', [['url', 'https://a.example/b']]],
    ['Source: https://a.example/b', [['url', 'https://a.example/b']]],
  ])('reads %s', (line, expected) => {
    expect(readMetadataLine(line)?.map(({ kind, value }) => [kind, value])).toEqual(expected)
  })

  it.each([
    'By the river stands a mill',
    'By 2030 the city will have three bridges',
    'Source: the report says that rents rose. They fell later.',
    'Updated plans were shown to residents',
    'Posted workers earn more',
    'Time: 10:20',
    'From: here',
    'A plain heading',
  ])('leaves %s alone', (line) => {
    const items = readMetadataLine(line)
    if (line.startsWith('From')) expect(items).toEqual([{ kind: 'source', value: 'here' }])
    else expect(items).toBeUndefined()
  })

  it('finds where metadata begins behind a title', () => {
    const line = 'City eyes trade | Updated:2017-06-27'
    expect(line.slice(0, metadataTail(line))).toBe('City eyes trade')
    expect(metadataTail('City | Trade')).toBeUndefined()
  })
})

describe('findPublisher', () => {
  const from = (boilerplate: string[], contacts: string[] = []) =>
    findPublisher({ items: [], boilerplate, contacts })

  it.each([
    ['© 2024 Ellery Courier Ltd. All rights reserved.', 'Ellery Courier Ltd'],
    ['Copyright © Office of Harbours,', 'Office of Harbours'],
    ['Copyright (c) 2019-2021 by The Gazette', 'The Gazette'],
    ['版权所有：临河日报社', '临河日报社'],
    ['临河新闻网 版权所有', '临河新闻网'],
    ['Presented by Ellery Daily.', 'Ellery Daily'],
    ['The views do not necessarily reflect those of Ellery Daily.', 'Ellery Daily'],
    ['本文不代表临河日报立场', '临河日报'],
  ])('reads %s', (line, name) => expect(from([line])).toBe(name))

  it.each(['All rights reserved.', '© 2024', '不代表本网立场', 'We use cookies.'])(
    'finds none in %s',
    (line) => expect(from([line])).toBeNull(),
  )

  it('takes a mail domain last, and never one of a mail service', () => {
    expect(from([], ['Contact the writer at a.b@courier.example'])).toBe('courier.example')
    expect(from([], ['someone@gmail.com'])).toBeNull()
  })
})

describe('readFrontMatter', () => {
  it('reads names, dates and addresses', () => {
    expect(
      readFrontMatter(
        '---\nTitle: A\nauthor: [B, C]\ndate: 2021-02-11\nsource: https://a.example\nlang: zh-Hant\n---',
      ),
    ).toEqual({
      title: 'A',
      byline: 'B, C',
      publishedAt: '2021-02-11',
      url: 'https://a.example',
      language: 'zh',
    })
  })

  it.each([
    '---\na: [\n---',
    '---\n- x\n---',
    '---\n---',
    'plain',
    '---\na: &a [*a]\ntitle: *a\n---',
  ])('says nothing, and does not fail, for %j', (source) =>
    expect(readFrontMatter(source)).toEqual({}),
  )
})
