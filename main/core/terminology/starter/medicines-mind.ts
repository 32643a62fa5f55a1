/** Medicines of mind and nerves, and against infections: the same form as `medicines-heart.ts`. */
export const mindMedicines = `
*Sertraline|sertraline|tablet|oral|50 mg, 100 mg, 25 mg|1 tablet daily|SSRI|Zoloft, depression pill, anxiety pill
*Escitalopram|escitalopram|tablet|oral|10 mg, 20 mg, 5 mg|1 tablet daily|SSRI|Lexapro, depression pill, anxiety pill
*Fluoxetine|fluoxetine|capsule|oral|20 mg, 10 mg, 40 mg|1 capsule every morning|SSRI|Prozac, depression pill
Citalopram|citalopram|tablet|oral|20 mg, 10 mg, 40 mg|1 tablet daily|SSRI|Celexa, depression pill
Paroxetine|paroxetine|tablet|oral|20 mg, 10 mg, 30 mg, 40 mg|1 tablet daily|SSRI|Paxil, depression pill
*Duloxetine DR|duloxetine|DR capsule|oral|30 mg, 60 mg, 20 mg|1 capsule daily|SNRI|Cymbalta, depression pill, nerve pain pill
Venlafaxine ER|venlafaxine|ER capsule|oral|75 mg, 37.5 mg, 150 mg|1 capsule daily with food|SNRI|Effexor XR, depression pill
*Bupropion XL|bupropion|ER tablet (24 hours)|oral|150 mg, 300 mg|1 tablet every morning|Antidepressant|Wellbutrin XL, depression pill, stop smoking pill
Mirtazapine|mirtazapine|tablet|oral|15 mg, 30 mg, 45 mg|1 tablet at bedtime|Antidepressant|Remeron, depression pill
*Trazodone|trazodone|tablet|oral|50 mg, 100 mg, 150 mg|1 tablet at bedtime|Antidepressant|Desyrel, sleeping pill
Amitriptyline|amitriptyline|tablet|oral|10 mg, 25 mg, 50 mg|1 tablet at bedtime|Tricyclic antidepressant|Elavil, nerve pain pill
Nortriptyline|nortriptyline|capsule|oral|10 mg, 25 mg, 50 mg|1 capsule at bedtime|Tricyclic antidepressant|Pamelor, nerve pain pill
Buspirone|buspirone|tablet|oral|5 mg, 10 mg, 15 mg|1 tablet twice daily|Anxiolytic|Buspar, anxiety pill
Hydroxyzine|hydroxyzine|tablet|oral|25 mg, 10 mg, 50 mg|1 tablet every 6 hours as needed for anxiety; 1 tablet every 6 hours as needed for itching|Antihistamine|Atarax, anxiety pill, itch pill
Lorazepam|lorazepam|tablet|oral|0.5 mg, 1 mg, 2 mg|1 tablet twice daily as needed for anxiety|Benzodiazepine|Ativan, nerve pill, anxiety pill
*Alprazolam|alprazolam|tablet|oral|0.25 mg, 0.5 mg, 1 mg|1 tablet three times daily as needed for anxiety|Benzodiazepine|Xanax, nerve pill, anxiety pill
Clonazepam|clonazepam|tablet|oral|0.5 mg, 1 mg, 2 mg|1 tablet twice daily|Benzodiazepine|Klonopin, nerve pill
Zolpidem|zolpidem|tablet|oral|5 mg, 10 mg|1 tablet at bedtime as needed for sleep|Sleep medicine|Ambien, sleeping pill
Quetiapine|quetiapine|tablet|oral|25 mg, 50 mg, 100 mg, 200 mg|1 tablet at bedtime|Antipsychotic|Seroquel
Aripiprazole|aripiprazole|tablet|oral|5 mg, 2 mg, 10 mg, 15 mg|1 tablet daily|Antipsychotic|Abilify
Lithium carbonate|lithium|capsule|oral|300 mg|1 capsule three times daily|Mood stabilizer|Lithobid
Lamotrigine|lamotrigine|tablet|oral|25 mg, 100 mg, 150 mg, 200 mg|[25 mg] 1 tablet daily for 2 weeks; [100 mg] 1 tablet twice daily; 1 tablet daily|Anticonvulsant|Lamictal, seizure pill
Levetiracetam|levetiracetam|tablet|oral|500 mg, 250 mg, 750 mg|1 tablet twice daily|Anticonvulsant|Keppra, seizure pill
Topiramate|topiramate|tablet|oral|25 mg, 50 mg, 100 mg|[25 mg] 1 tablet at bedtime; 1 tablet twice daily|Anticonvulsant|Topamax, migraine prevention
Divalproex DR|divalproex|DR tablet|oral|250 mg, 500 mg|1 tablet twice daily|Anticonvulsant|Depakote
*Gabapentin|gabapentin|capsule|oral|300 mg, 100 mg, 400 mg|1 capsule at bedtime; 1 capsule three times daily|Gabapentinoid|Neurontin, nerve pain pill
Pregabalin|pregabalin|capsule|oral|75 mg, 25 mg, 50 mg, 150 mg|1 capsule twice daily|Gabapentinoid|Lyrica, nerve pain pill
Methylphenidate ER|methylphenidate|ER tablet|oral|18 mg, 27 mg, 36 mg, 54 mg|1 tablet every morning|Stimulant|Concerta, ADHD pill
Sumatriptan|sumatriptan|tablet|oral|50 mg, 100 mg, 25 mg|1 tablet at onset of migraine, may repeat once after 2 hours|Triptan|Imitrex, migraine pill
Rizatriptan|rizatriptan|tablet|oral|10 mg, 5 mg|1 tablet at onset of migraine, may repeat once after 2 hours|Triptan|Maxalt, migraine pill
Donepezil|donepezil|tablet|oral|5 mg, 10 mg|1 tablet at bedtime|Cholinesterase inhibitor|Aricept, memory pill
Memantine|memantine|tablet|oral|5 mg, 10 mg|1 tablet twice daily|NMDA antagonist|Namenda, memory pill
Ropinirole|ropinirole|tablet|oral|0.25 mg, 0.5 mg, 1 mg|1 tablet at bedtime|Dopamine agonist|Requip, restless legs pill
Carbidopa-levodopa|carbidopa + levodopa|tablet|oral|25/100 mg, 25/250 mg|1 tablet three times daily|Dopamine precursor|Sinemet
Naltrexone|naltrexone|tablet|oral|50 mg|1 tablet daily|Opioid antagonist|Revia, alcohol craving
Buprenorphine-naloxone|buprenorphine + naloxone|sublingual film|sublingual|8/2 mg, 2/0.5 mg, 4/1 mg|1 film under the tongue daily|Opioid|Suboxone
Prazosin|prazosin|capsule|oral|1 mg, 2 mg, 5 mg|1 capsule at bedtime|Alpha blocker|Minipress, nightmares
*Amoxicillin|amoxicillin|capsule|oral|500 mg, 250 mg|1 capsule twice daily for 10 days; 1 capsule three times daily for 7 days|Penicillin|Amoxil, antibiotic
Amoxicillin tablet|amoxicillin|tablet|oral|875 mg, 500 mg|1 tablet twice daily for 10 days; 1 tablet twice daily for 5 days|Penicillin|Amoxil, antibiotic
Amoxicillin suspension|amoxicillin|suspension|oral|400 mg/5 mL, 250 mg/5 mL|by weight, twice daily for 10 days|Penicillin|Amoxil, antibiotic, children's antibiotic
*Amoxicillin-clavulanate|amoxicillin + clavulanate|tablet|oral|875/125 mg, 500/125 mg|1 tablet twice daily with food for 7 days; 1 tablet twice daily with food for 10 days|Penicillin|Augmentin, antibiotic
Penicillin V potassium|penicillin v|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 10 days|Penicillin|Pen VK, antibiotic
*Cephalexin|cephalexin|capsule|oral|500 mg, 250 mg|1 capsule four times daily for 7 days; 1 capsule three times daily for 7 days|Cephalosporin|Keflex, antibiotic
Cefdinir|cefdinir|capsule|oral|300 mg|1 capsule twice daily for 10 days|Cephalosporin|Omnicef, antibiotic
Cefuroxime|cefuroxime|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 10 days|Cephalosporin|Ceftin, antibiotic
*Azithromycin|azithromycin|tablet|oral|250 mg, 500 mg|[250 mg] 2 tablets on day 1, then 1 tablet daily for 4 days; [500 mg] 1 tablet daily for 3 days|Macrolide|Zithromax, Z-Pak, antibiotic
*Doxycycline hyclate|doxycycline|capsule|oral|100 mg, 50 mg|1 capsule twice daily for 7 days; 1 capsule twice daily for 10 days|Tetracycline|Vibramycin, antibiotic
Ciprofloxacin|ciprofloxacin|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 7 days|Fluoroquinolone|Cipro, antibiotic
Levofloxacin|levofloxacin|tablet|oral|500 mg, 750 mg, 250 mg|[750 mg] 1 tablet daily for 5 days; 1 tablet daily for 7 days|Fluoroquinolone|Levaquin, antibiotic
*Sulfamethoxazole-trimethoprim DS|sulfamethoxazole + trimethoprim|tablet|oral|800/160 mg|1 tablet twice daily for 3 days; 1 tablet twice daily for 7 days|Sulfonamide antibiotic|Bactrim DS, Septra, sulfa antibiotic, antibiotic
*Nitrofurantoin macrocrystals|nitrofurantoin|capsule|oral|100 mg|1 capsule twice daily with food for 5 days|Urinary antibiotic|Macrobid, antibiotic, UTI antibiotic
Fosfomycin|fosfomycin|granules|oral|3 g|1 packet in water, single dose|Urinary antibiotic|Monurol, antibiotic
Clindamycin|clindamycin|capsule|oral|300 mg, 150 mg|1 capsule three times daily for 7 days|Lincosamide|Cleocin, antibiotic
Metronidazole|metronidazole|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 7 days|Nitroimidazole|Flagyl, antibiotic, BV
Metronidazole vaginal gel|metronidazole|vaginal gel|vaginal|0.75 %|1 applicator into the vagina at bedtime for 5 days|Nitroimidazole|MetroGel, BV
Fluconazole|fluconazole|tablet|oral|150 mg, 100 mg, 200 mg|[150 mg] 1 tablet once; 1 tablet daily for 7 days|Azole antifungal|Diflucan, yeast infection pill
Nystatin suspension|nystatin|suspension|oral|100,000 units/mL|5 mL four times daily for 7 days|Antifungal|thrush
Valacyclovir|valacyclovir|tablet|oral|1 g, 500 mg|[1 g] 1 tablet three times daily for 7 days; [500 mg] 1 tablet twice daily for 3 days; [500 mg] 1 tablet daily|Antiviral|Valtrex, shingles pill, herpes pill
Acyclovir|acyclovir|tablet|oral|400 mg, 800 mg|[400 mg] 1 tablet three times daily for 7 days; [800 mg] 1 tablet five times daily for 7 days|Antiviral|Zovirax, herpes pill
Oseltamivir|oseltamivir|capsule|oral|75 mg, 30 mg, 45 mg|1 capsule twice daily for 5 days|Antiviral|Tamiflu, flu pill
Nirmatrelvir-ritonavir|nirmatrelvir + ritonavir|tablet pack|oral|150/100 mg|2 nirmatrelvir tablets and 1 ritonavir tablet twice daily for 5 days|Antiviral|Paxlovid, COVID pill
Ofloxacin ear drops|ofloxacin|ear drops|otic|0.3 %|10 drops in the ear daily for 7 days|Fluoroquinolone|Floxin otic, swimmer's ear drops
Ciprofloxacin-dexamethasone ear drops|ciprofloxacin + dexamethasone|ear drops|otic|0.3/0.1 %|4 drops in the ear twice daily for 7 days|Fluoroquinolone with corticosteroid|Ciprodex
Polymyxin B-trimethoprim eye drops|polymyxin b + trimethoprim|eye drops|ophthalmic|10,000 units-0.1 %/mL|1 drop in the eye four times daily for 7 days|Antibiotic for the eye|Polytrim, pink eye drops
Erythromycin eye ointment|erythromycin|eye ointment|ophthalmic|0.5 %|1 cm ribbon in the eye four times daily for 7 days|Macrolide|pink eye ointment
`
