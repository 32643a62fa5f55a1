const mark = /<meta name="rounds-copy" content="([\da-f-]{36})">/i

/** HTML of a note on its way to the clipboard, with the random name of that copy in it. */
export const withCopyMark = (html: string, token: string): string =>
  `<meta name="rounds-copy" content="${token}">${html.replace(mark, '')}`

/** The name of the copy that pasted HTML is; undefined for what comes from elsewhere. */
export const copyToken = (html: string): string | undefined => mark.exec(html)?.[1]
