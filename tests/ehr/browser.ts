/** A browser reduced to what signing in needs: it keeps cookies, and follows redirects until they leave the server. */
export interface Browser {
  open(url: string): Promise<Visit>
  submit(url: string, fields: Record<string, string>): Promise<Visit>
}

export interface Visit {
  /** Where it ended: a page of the server, or the address outside it that it was sent to. */
  url: string
  status: number
  html: string
  headers: Headers
}

export function browser(origin: string): Browser {
  const jar = new Map<string, { value: string; path: string }>()
  const cookiesFor = (path: string) =>
    [...jar]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
  const keep = (headers: Headers) => {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/)
      const at = pair.indexOf('=')
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/'
      const expired = attributes.some((each) => /^expires=/i.test(each) && Date.parse(each.slice(8)) < Date.now())
      if (expired) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), { value: pair.slice(at + 1), path })
    }
  }
  const visit = async (url: string, body?: URLSearchParams): Promise<Visit> => {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: cookiesFor(new URL(url).pathname), connection: 'close' },
      ...(body ? { body } : {}),
    })
    keep(response.headers)
    const location = response.headers.get('location')
    if (!location) return { url, status: response.status, html: await response.text(), headers: response.headers }
    const target = new URL(location, url)
    if (target.origin !== origin)
      return { url: target.href, status: response.status, html: '', headers: response.headers }
    return visit(target.href)
  }
  return {
    open: (url) => visit(url),
    submit: (url, fields) => visit(url, new URLSearchParams(fields)),
  }
}
