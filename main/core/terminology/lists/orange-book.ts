import type { Medicine } from '../../../../shared/domain/medicine/medicine.js'
import { substancesIn } from '../../../../shared/domain/medicine/substance.js'
import { ingredientNamed } from '../medicines.js'
import { productKey } from '../product.js'
import { wordsOfNames } from '../starter-row.js'
import { dosageForm } from './dosage-form.js'
import type { Line } from './lines.js'
import type { ListReader, PlacedCode } from './order-file.js'
import { RefusedList } from './refused.js'

const header =
  'Ingredient~DF;Route~Trade_Name~Applicant~Strength~Appl_Type~Appl_No~Product_No~TE_Code~Approval_Date~RLD~RS~Type~Applicant_Full_Name'

interface Product {
  medicine: Medicine
  name: string
  brands: Set<string>
  /** Whether its application is that of the medicine all others are compared with. */
  isReference: boolean
  /** On the market, by prescription or without. */
  isSold: boolean
}

/**
 * FDA's Orange Book, `products.txt`: fields parted by `~`, a header, one row a product and maker. Products of one
 * ingredient, strength and form become one; their trade names are names it is found by. What is not sold any more gives
 * its trade names alone.
 */
export class OrangeBook implements ListReader {
  readonly #products = new Map<string, Product>()
  /** The file goes by dosage form, from A to T and beyond; a cut file stops on the way. */
  #lastForm = ''
  #inOrder = true

  line({ text, number, ended }: Line): undefined {
    if (number === 1) {
      if (text.trim() !== header) throw new RefusedList('this is not the header of the Orange Book’s products file.', 1)
      return
    }
    if (text === '') return
    const fields = text.split('~')
    if (fields.length !== 14)
      throw new RefusedList(
        ended && fields.length > 1
          ? 'this is not a row of the Orange Book.'
          : 'the file ends in the middle of this line.',
        number,
      )
    const [ingredients = '', form = '', trade = '', , strength = '', kind = '', application = ''] = fields
    const sold = fields[12]
    if (
      !/^(RX|OTC|DISCN)$/.test(sold ?? '') ||
      !/^[AN]$/.test(kind) ||
      !/^\d{6}$/.test(application) ||
      !form.includes(';')
    )
      throw new RefusedList('this is not a row of the Orange Book.', number)
    if (form < this.#lastForm) this.#inOrder = false
    this.#lastForm = form
    this.#take(ingredients, form, trade, strength, `${kind === 'N' ? 'NDA' : 'ANDA'} ${application}`, {
      isReference: fields[10] === 'Yes',
      isSold: sold !== 'DISCN',
    })
    return
  }

  end(): Iterable<PlacedCode> {
    if (this.#products.size === 0) throw new RefusedList('The file has a header and nothing else.')
    if (this.#inOrder && this.#lastForm <= 'TABLET;ORAL')
      throw new RefusedList('The file is cut off: its last dosage forms are missing. Fetch it again.')
    return this.#placed()
  }

  *#placed(): Generator<PlacedCode> {
    for (const [key, { medicine, name, brands, isSold }] of this.#products) {
      if (!isSold) continue
      const names = [...brands].sort()
      const title = `${name} ${medicine.strength} ${medicine.form}`
      const drugClass = substancesIn(name).flatMap(({ classes }) => classes)[0]?.name
      yield {
        group: groupOf(medicine),
        row: {
          code: key,
          status: 'usable',
          title,
          names: names.join('\n'),
          words: wordsOfNames(title, ...names, drugClass ?? ''),
          content: JSON.stringify({ medicine: { ...medicine, ...(drugClass && { drugClass }), brands: names } }),
        },
      }
    }
  }

  #take(
    written: string,
    dosage: string,
    trade: string,
    amounts: string,
    application: string,
    { isReference, isSold }: { isReference: boolean; isSold: boolean },
  ): void {
    const names = written.split(';').map((part) => withoutSalt(part.trim().toLowerCase()))
    const { form, route } = dosageForm(dosage)
    const strength = strengthOf(amounts)
    const ingredients = names.map(ingredientNamed)
    const key = productKey({ ingredients, strength, form })
    const known = this.#products.get(key)
    const product: Product = known ?? {
      medicine: { ingredients, strength, form, ...(route && { route }), sigs: [], application },
      name: capital(names.join('-')),
      brands: new Set(),
      isReference,
      isSold,
    }
    if (isReference && !product.isReference) Object.assign(product, { isReference })
    if (isReference || !known) product.medicine.application = application
    product.isSold ||= isSold
    const brand = brandOf(trade, written)
    if (brand) product.brands.add(brand)
    if (!known) this.#products.set(key, product)
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Salts and esters, which do not tell medicines apart on a prescription. */
const salt =
  / (?:hydrochloride|hcl|sodium|potassium|calcium|magnesium|besylate|maleate|tartrate|succinate|sulfate|acetate|phosphate|mesylate|fumarate|citrate|bitartrate|hydrobromide|nitrate|tosylate|dihydrate|monohydrate|hyclate|anhydrous|medoxomil|cilexetil|axetil|etexilate|propionate|disodium|trihydrate|hemihydrate|dimesylate|malate|lactate|gluconate|pamoate|bromide|xinafoate|furoate|tromethamine|arginine|meglumine|bisulfate|dipropionate|valerate|cypionate|enanthate|disoproxil|alafenamide|marboxil|proxetil|pivoxil)$/
/** Where the salt is the medicine. */
const element =
  /^(?:sodium|potassium|calcium|magnesium|lithium|ferrous|zinc|aluminum|ammonium|silver|barium|bismuth|cupric|iron|lanthanum|strontium|selenious)\b/

/** Where the ester or salt makes another medicine, of another strength or duration. */
const ownEster =
  /^(?:testosterone|estradiol|tenofovir|norethindrone|betamethasone|methylprednisolone|prednisolone) \S|^fluticasone furoate$/

function withoutSalt(name: string): string {
  if (ownEster.test(name)) return name
  let plain = name
  while (!element.test(plain) && salt.test(plain)) plain = plain.replace(salt, '')
  // A salt of lithium is named by the metal, as on every prescription.
  return plain.replace(/^lithium .*/, 'lithium')
}

/** `EQ 50MG BASE;12.5MG` as `50/12.5 mg`. */
function strengthOf(written: string): string {
  const parts = written
    .replace(/\s*\*\*.*$/, '')
    .split(';')
    .map((part) =>
      part
        .replace(/^EQ /, '')
        .replace(/\s*\(.*\)$/, '')
        .replace(/(\d(?:MG|MCG|GM|G|%|MEQ|UNITS)) [A-Z ]+(?=$|\/)/, '$1')
        .replace(/ [A-Z]+ ACID$/, '')
        .replace(/([\d.])(MG|MCG|GM|MEQ|ML|%|UNITS?|HR|INH|SPRAY|VIAL|PACKET)\b/g, '$1 $2')
        .replace(/([\d.])%/g, '$1 %')
        .replace(/\bGM\b/g, 'G')
        .trim(),
    )
  const spelt = parts.map(units)
  const shared = spelt.map((part) => /^([\d.,]+) (mg|mcg|%)$/.exec(part))
  const unit = shared[0]?.[2]
  if (spelt.length > 1 && shared.every((part) => part?.[2] === unit))
    return `${shared.map((part) => part?.[1]).join('/')} ${unit}`
  return spelt.join(' + ')
}

function units(part: string): string {
  const text = part
    .toLowerCase()
    .replace(/\bml\b/g, 'mL')
    .replace(/\bmeq\b/g, 'mEq')
    .replace(/\/(?:inh|actuation|spray)\b.*$/, '')
    .trim()
  // Small amounts are said in micrograms: a zero too many or too few is the commonest fatal slip.
  const small = /^0?\.(\d+) mg$/.exec(text)
  return small && Number(`0.${small[1]}`) < 0.1 ? `${Math.round(Number(`0.${small[1]}`) * 1e6) / 1e3} mcg` : text
}

/** A trade name that is one: not the ingredient again. */
function brandOf(trade: string, ingredients: string): string | undefined {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim()
  const words = new Set(plain(ingredients).split(' '))
  const own = plain(trade)
    .split(' ')
    .filter((word) => !words.has(word) && word !== 'and' && word !== 'preservative' && word !== 'free')
  if (own.length === 0) return undefined
  return trade
    .toLowerCase()
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
    .trim()
}

/** What is taken at home by mouth goes first, then what is put on, in or breathed; what hospitals give last. */
function groupOf({ form, route }: Medicine): number {
  if (route === undefined || route === 'intravenous') return 6
  if (route === 'intramuscular' || route === 'subcutaneous') return 3
  return route === 'oral' && /^(?:ER |DR )?(?:tablet|capsule)$/.test(form) ? 0 : 1
}
