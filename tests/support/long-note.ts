/** Words by number, so that a lost one is known by its name: `w0001`. */
const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `w${String(from + at).padStart(5, '0')}`).join(' ')

export const arabic = 'المريض يشعر بتحسن منذ الزيارة السابقة ولا يشكو من ألم في الصدر'
export const chinese = '患者自上次就诊以来感觉好转，无胸痛，无呼吸困难，睡眠良好，按时服药。'.repeat(24)
export const longWord = 'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(50)
export const headCells = ['Analyte', 'Outcome', 'Limits']

/** A note of about twenty pages, as HTML to paste: text, headings, lists, tables, what is hard to print. */
export function longNote(): { html: string; words: string[] } {
  let next = 1
  const some = (count: number): string => {
    next += count
    return words(next - count, count)
  }
  const row = () => `<tr><td>${some(2)}</td><td>${some(9)}</td><td>${some(2)}</td></tr>`
  const parts = [
    ...Array.from({ length: 14 }, (_, at) => `<h3>Heading ${at + 1}</h3>${`<p>${some(130)}</p>`}<p>${some(90)}</p>`),
    `<table><tr>${headCells.map((cell) => `<th>${cell}</th>`).join('')}</tr>${Array.from({ length: 70 }, row).join('')}</table>`,
    `<ol>${Array.from({ length: 60 }, () => `<li>${some(30)}</li>`).join('')}</ol>`,
    `<p>${longWord}</p><p>${arabic}</p><p>${chinese}</p>`,
    `<table><tr><th>Wide</th><th>Tall</th></tr><tr><td>${some(4)}</td><td><p>${some(700)}</p><p>${some(300)}</p></td></tr></table>`,
    ...Array.from({ length: 12 }, () => `<p>${some(110)}</p>`),
  ]
  return { html: parts.join(''), words: words(1, next - 1).split(' ') }
}
