import { type Medicine, row } from './medicine.js'

/** Mind and nerves. */
export const mind: readonly Medicine[] = [
  row('sertraline50', 'Sertraline 50 mg tablet', '50 mg daily', 'sertraline', { cls: 'ssri' }),
  row('sertraline100', 'Sertraline 100 mg tablet', '100 mg daily', 'sertraline', { cls: 'ssri' }),
  row('escitalopram10', 'Escitalopram 10 mg tablet', '10 mg daily', 'escitalopram', { cls: 'ssri' }),
  row('escitalopram20', 'Escitalopram 20 mg tablet', '20 mg daily', 'escitalopram', { cls: 'ssri' }),
  row('fluoxetine20', 'Fluoxetine 20 mg capsule', '20 mg every morning, daily', 'fluoxetine', { cls: 'ssri' }),
  row('duloxetine30', 'Duloxetine DR 30 mg capsule', '30 mg daily', 'duloxetine', { cls: 'ssri', minGfr: 30 }),
  row('duloxetine60', 'Duloxetine DR 60 mg capsule', '60 mg daily', 'duloxetine', { cls: 'ssri', minGfr: 30 }),
  row('bupropion', 'Bupropion XL 150 mg tablet', '150 mg every morning, daily', 'bupropion'),
  row('trazodone', 'Trazodone 50 mg tablet', '50 mg at night', 'trazodone'),
  row('buspirone', 'Buspirone 10 mg tablet', '10 mg twice daily', 'buspirone'),
  row(
    'sumatriptan',
    'Sumatriptan 50 mg tablet',
    '50 mg at onset of migraine, may repeat once after 2 hours as needed',
    'sumatriptan',
    { cls: 'triptan', prn: true, ages: [12, 64] },
  ),
  row('topiramate', 'Topiramate 50 mg tablet', '50 mg twice daily', 'topiramate', {
    cls: 'migraine',
    notPregnant: true,
  }),
  row('propranolol', 'Propranolol ER 80 mg capsule', '80 mg daily', 'propranolol', {
    cls: 'beta',
    effect: { sbp: -5, pulse: -10 },
  }),
  row('levetiracetam', 'Levetiracetam 500 mg tablet', '500 mg twice daily', 'levetiracetam', { ages: [4, 130] }),
  row('lamotrigine', 'Lamotrigine 100 mg tablet', '100 mg twice daily', 'lamotrigine', { ages: [12, 130] }),
  row('methylphenidate18', 'Methylphenidate ER 18 mg tablet', '18 mg every morning, daily', 'methylphenidate', {
    cls: 'stimulant',
    ages: [6, 130],
  }),
  row('methylphenidate36', 'Methylphenidate ER 36 mg tablet', '36 mg every morning, daily', 'methylphenidate', {
    cls: 'stimulant',
    ages: [8, 130],
  }),
  row('gabapentin300', 'Gabapentin 300 mg capsule', '300 mg at night', 'gabapentin', {
    cls: 'gabapentinoid',
    minGfr: 15,
  }),
  row('gabapentin900', 'Gabapentin 300 mg capsule', '300 mg three times daily', 'gabapentin', {
    cls: 'gabapentinoid',
    minGfr: 45,
  }),
  row('donepezil5', 'Donepezil 5 mg tablet', '5 mg at night', 'donepezil', { cls: 'donepezil' }),
  row('donepezil', 'Donepezil 10 mg tablet', '10 mg at night', 'donepezil'),
  row('memantine', 'Memantine 10 mg tablet', '10 mg twice daily', 'memantine'),
  row('ropinirole', 'Ropinirole 0.5 mg tablet', '0.5 mg at night', undefined),
  row('naltrexone', 'Naltrexone 50 mg tablet', '50 mg daily', 'naltrexone', { groups: ['opioid'] }),
  row('prazosin', 'Prazosin 2 mg capsule', '2 mg at night', undefined, { effect: { sbp: -2 }, ages: [18, 130] }),
]
