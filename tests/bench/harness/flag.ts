/** The number given as `--name N` to `npm run bench`, else the usual one. */
export const flag = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  const given = Number(at < 0 ? Number.NaN : process.argv[at + 1])
  return Number.isFinite(given) ? given : usual
}
