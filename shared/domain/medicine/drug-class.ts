/**
 * Classes of medicines. `duplicate` says whether two of one class at the same time are likely a mistake (therapeutic
 * duplication); `allergy` whether one who reacted to one may react to the others. Names on allergy lists are those
 * people write: “PCN”, “sulfa”.
 */
export interface DrugClass {
  key: string
  name: string
  duplicate: boolean
  allergy: boolean
  /** How the class itself is written on an allergy list, lower case. */
  written: readonly string[]
}

/** key | name | d: two at once are a duplicate, a: allergy group | how allergy lists write it */
const lines = `
penicillin|Penicillin|da|penicillin,penicillins,pcn,pcns,penicillin class,penicillin antibiotics,beta-lactam,beta lactam,beta-lactams,beta lactams
cephalosporin|Cephalosporin|da|cephalosporin,cephalosporins,ceph,cephs,beta-lactam,beta lactam,beta-lactams,beta lactams
carbapenem|Carbapenem|da|carbapenem,carbapenems,beta-lactam,beta lactam,beta-lactams,beta lactams
sulfonamide|Sulfonamide antibiotic|da|sulfa,sulpha,sulfas,sulfa drugs,sulfa drug,sulfa antibiotics,sulfa antibiotic,sulfonamide,sulfonamides,sulphonamide,sulphonamides,sulfonamide antibiotics,sulfonamide antibiotic,sulfa (sulfonamide antibiotics)
macrolide|Macrolide|da|macrolide,macrolides,macrolide antibiotics,mycins
fluoroquinolone|Fluoroquinolone|da|quinolone,quinolones,fluoroquinolone,fluoroquinolones
tetracycline|Tetracycline|da|tetracyclines,cyclines
aminoglycoside|Aminoglycoside|da|aminoglycoside,aminoglycosides
nsaid|NSAID|da|nsaid,nsaids,nsaid's,nsaid class,non steroidal anti inflammatory drugs,non-steroidal anti-inflammatory,nonsteroidal anti-inflammatory drugs,non-steroidal anti-inflammatory drugs,anti-inflammatories,cox inhibitors
topical-nsaid|NSAID for the skin|da|
salicylate|Salicylate|-a|salicylates,salicylate
aminosalicylate|Aminosalicylate|da|aminosalicylates
acei|ACE inhibitor|da|ace inhibitor,ace inhibitors,acei,acei's,ace-inhibitor,ace-inhibitors,angiotensin converting enzyme inhibitors,angiotensin-converting enzyme inhibitors
arb|Angiotensin receptor blocker|da|arb,arbs,angiotensin receptor blocker,angiotensin receptor blockers
renin-angiotensin|Medicine on the renin-angiotensin system|d-|
neprilysin|Neprilysin inhibitor|da|
statin|Statin|da|statin,statins,hmg-coa reductase inhibitors,hmg coa reductase inhibitors
opioid|Opioid|d-|opioid,opioids,opiate,opiates,narcotic,narcotics,opioid analgesics
phenanthrene|Opioid of the morphine kind|-a|
opioid-antagonist|Opioid antagonist|d-|
beta-blocker|Beta blocker|da|beta blocker,beta blockers,beta-blocker,beta-blockers
dhp|Calcium channel blocker (dihydropyridine)|da|calcium channel blocker,calcium channel blockers,ccb,ccbs
non-dhp|Calcium channel blocker (diltiazem, verapamil)|da|calcium channel blocker,calcium channel blockers,ccb,ccbs
thiazide|Thiazide diuretic|da|thiazide,thiazides,thiazide diuretics,hctz
loop|Loop diuretic|da|loop diuretic,loop diuretics
potassium-sparing|Potassium-sparing diuretic|da|
non-antibiotic-sulfonamide|Sulfonamide that is no antibiotic|--|
alpha-blocker|Alpha blocker|d-|alpha blockers
central-alpha|Central alpha agonist|d-|
nitrate|Nitrate|d-|nitrates
anticoagulant|Anticoagulant|d-|blood thinners,anticoagulants
heparin|Heparin|-a|heparins
antiplatelet|Antiplatelet medicine|--|
ssri|SSRI|da|ssri,ssris
snri|SNRI|da|snri,snris
serotonin|Antidepressant that raises serotonin|d-|
tricyclic|Tricyclic antidepressant|da|tricyclics,tricyclic antidepressants,tca,tcas
benzodiazepine|Benzodiazepine|da|benzodiazepine,benzodiazepines,benzos,benzo
z-drug|Sleep medicine (z-drug)|d-|
sedative|Sedative for sleep or anxiety|d-|
barbiturate|Barbiturate|da|barbiturates,barbiturate
antipsychotic|Antipsychotic|d-|
stimulant|Stimulant|da|stimulants
triptan|Triptan|da|triptan,triptans
gabapentinoid|Gabapentinoid|da|
aromatic-anticonvulsant|Aromatic anticonvulsant|-a|
muscle-relaxant|Muscle relaxant|d-|muscle relaxants,muscle relaxers
biguanide|Biguanide|da|
sulfonylurea|Sulfonylurea|da|sulfonylurea,sulfonylureas
sglt2|SGLT2 inhibitor|da|sglt2 inhibitors,sglt2
glp1|GLP-1 receptor agonist|da|glp-1,glp1,glp-1 agonists
dpp4|DPP-4 inhibitor|da|dpp-4 inhibitors
incretin|Incretin medicine|d-|
glitazone|Glitazone|da|
basal-insulin|Long-acting insulin|d-|
meal-insulin|Mealtime insulin|d-|
insulin|Insulin|-a|insulin,insulins
thyroid|Thyroid hormone|d-|
ppi|Proton pump inhibitor|da|ppi,ppis,proton pump inhibitors,proton pump inhibitor
h2|H2 blocker|da|h2 blockers
antihistamine|Antihistamine|d-|antihistamines
saba|Short-acting beta agonist|d-|
laba|Long-acting beta agonist|d-|
ics|Inhaled corticosteroid|d-|
lama|Long-acting muscarinic antagonist|d-|
sama|Short-acting muscarinic antagonist|d-|
leukotriene|Leukotriene antagonist|d-|
nasal-steroid|Nasal corticosteroid|d-|
systemic-steroid|Corticosteroid by mouth|d-|steroids,corticosteroids,prednisone/steroids
bisphosphonate|Bisphosphonate|da|bisphosphonates
xanthine-oxidase|Xanthine oxidase inhibitor|d-|
azole|Azole antifungal|da|azoles,azole antifungals
nucleoside|Antiviral against herpes|da|
nitroimidazole|Nitroimidazole|da|
estrogen|Oestrogen|d-|estrogens,estrogen
progestin|Progestin|d-|progestins
pde5|PDE5 inhibitor|da|
alpha-reductase|5-alpha reductase inhibitor|d-|
bladder-antimuscarinic|Bladder antimuscarinic|d-|anticholinergics
cholinesterase|Cholinesterase inhibitor|d-|
acetaminophen|Acetaminophen|d-|
local-anaesthetic-amide|Local anaesthetic (amide)|-a|caines
local-anaesthetic-ester|Local anaesthetic (ester)|-a|caines
contrast|Iodinated contrast|-a|iodinated contrast,iv contrast,contrast,contrast dye,ct contrast,iv dye,contrast media,radiocontrast,x-ray dye
`

export const drugClasses: ReadonlyMap<string, DrugClass> = new Map(
  lines
    .trim()
    .split('\n')
    .map((line): [string, DrugClass] => {
      const [key = '', name = '', kinds = '', written = ''] = line.split('|')
      return [
        key,
        {
          key,
          name,
          duplicate: kinds.includes('d'),
          allergy: kinds.includes('a'),
          written: written.split(',').filter(Boolean),
        },
      ]
    }),
)
