import type { Node } from 'prosemirror-model'
import type { NodeView } from 'prosemirror-view'
import type { Pictures } from './pictures.js'

/** A picture in the text. Until its bytes are here it says in words what it shows. */
export class ImageView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly #image = document.createElement('img')
  readonly #words = document.createElement('figcaption')
  readonly #stop: () => void
  #node: Node
  #address: string | undefined

  constructor(node: Node, pictures: Pictures) {
    this.#node = node
    this.dom.className = 'note-image'
    this.#image.draggable = false
    this.dom.append(this.#image, this.#words)
    this.#stop = pictures.watch(node.attrs.id, (bytes) => {
      this.#forget()
      if (bytes) this.#address = URL.createObjectURL(bytes)
      this.#draw()
    })
    this.#draw()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type || node.attrs.id !== this.#node.attrs.id) return false
    this.#node = node
    this.#draw()
    return true
  }

  destroy(): void {
    this.#stop()
    this.#forget()
  }

  ignoreMutation(): boolean {
    return true
  }

  #forget(): void {
    if (this.#address) URL.revokeObjectURL(this.#address)
    this.#address = undefined
  }

  #draw(): void {
    const { alt, width, pixels } = this.#node.attrs as { alt: string; width: number; pixels: [number, number] }
    this.dom.dataset.width = String(width)
    this.#image.hidden = this.#address === undefined
    this.#image.alt = alt
    // Its place is kept free before it is drawn, so that the text does not jump.
    this.#image.width = pixels[0]
    this.#image.height = pixels[1]
    this.#image.style.width = `${width}%`
    if (this.#address) this.#image.src = this.#address
    this.#words.hidden = this.#address !== undefined
    this.#words.textContent = `Picture: ${alt}. It is not on this workstation yet.`
  }
}
