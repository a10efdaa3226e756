import type { NameIndex } from './pinyin-names.ts'
import { soundsLike } from './sounds-like.ts'

/** Passages in which a name is looked for by its sound. */
const passagesHeard = 20

/** Characters that foreign names are written with, those apart that questions use for themselves. */
const transliterating = new Set(
  '阿埃艾爱愛安昂奥奧澳巴拜班邦保鲍鮑贝貝本比彼宾賓波伯勃博布查柴达達戴丹当道德得登邓鄧迪蒂丁顿頓杜多厄恩尔爾法凡范菲费費芬佛弗夫福富盖蓋冈岡高戈哥格葛根古瓜圭哈海汉漢豪赫黑亨洪胡华華怀懷惠霍基吉季加迦贾賈简簡杰傑金津京喀卡凯凱坎康考柯科克肯库庫夸奎昆拉莱萊兰蘭朗劳勞勒雷黎李里裡理利莉立丽麗连連良列林琳隆卢盧鲁魯路律伦倫罗羅洛吕呂马馬玛瑪麦麥迈邁曼茅梅门門蒙孟米密明缪繆摩莫墨默姆木穆拿那纳納乃奈南内內尼年涅宁寧纽紐农農努女诺諾欧歐帕派潘庞龐佩彭皮平泼潑普漆齐齊奇契恰强喬乔钦欽琴琼瓊丘屈热熱仁日荣榮茹瑞若撒萨薩塞赛賽三桑瑟森沙莎山珊尚绍紹舍舍申生圣聖盛施什史士舒斯思丝絲松苏蘇索塔泰坦汤湯唐陶特腾騰提田铁鐵廷汀通图圖吐托瓦娃万旺威韦韋维維伟偉魏温溫文沃乌烏伍西希锡錫席夏香肖歇谢謝辛兴興休雄徐许許逊遜雅亚亞扬揚杨楊耶叶葉伊英永尤宇约約泽澤扎詹珍芝治朱兹茲祖佐',
)

/** True for three characters or more that spell a foreign name, as far as can be told from them. */
export function isTransliterated(text: string): boolean {
  return text.length >= 3 && [...text].every((character) => transliterating.has(character))
}

/**
 * The name that sounds most like it in the passages that the other words of the question lead to:
 * Hobson for 霍布森. Undefined where none does.
 */
export function nameThatSounds(
  { lexical, passageById }: NameIndex,
  syllables: readonly string[],
  words: string,
): string | undefined {
  let best: { name: string; apart: number } | undefined
  for (const { id } of lexical.search(words, passagesHeard)) {
    for (const [name] of (passageById.get(id)?.text ?? '').matchAll(/\p{Lu}\p{Ll}{2,20}/gu)) {
      const apart = soundsLike(syllables, name)
      if (apart !== undefined && (!best || apart < best.apart)) best = { name, apart }
    }
  }
  return best?.name
}
