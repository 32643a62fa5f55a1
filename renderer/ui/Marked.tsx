/** Text with the parts that matched a search marked. */
export function Marked({ parts }: { parts: readonly { text: string; hit: boolean }[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
  return <>{parts.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}</>
}
