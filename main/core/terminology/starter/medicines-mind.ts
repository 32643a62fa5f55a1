/** Medicines of mind and nerves, and against infections: the same form as `medicines-heart.ts`. */
export const mindMedicines = `
*Sertraline|sertraline|tablet|oral|50 mg, 100 mg, 25 mg|1 tablet daily|SSRI|Zoloft, depression pill, anxiety pill|NDA 019839
*Escitalopram|escitalopram|tablet|oral|10 mg, 20 mg, 5 mg|1 tablet daily|SSRI|Lexapro, depression pill, anxiety pill|NDA 021323
*Fluoxetine|fluoxetine|capsule|oral|20 mg, 10 mg, 40 mg|1 capsule every morning|SSRI|Prozac, depression pill|NDA 018936
Citalopram|citalopram|tablet|oral|20 mg, 10 mg, 40 mg|1 tablet daily|SSRI|Celexa, depression pill|NDA 020822
Paroxetine|paroxetine|tablet|oral|20 mg, 10 mg, 30 mg, 40 mg|1 tablet daily|SSRI|Paxil, depression pill|NDA 020031
*Duloxetine DR|duloxetine|DR capsule|oral|30 mg, 60 mg, 20 mg|1 capsule daily|SNRI|Cymbalta, depression pill, nerve pain pill|NDA 021427
Venlafaxine ER|venlafaxine|ER capsule|oral|75 mg, 37.5 mg, 150 mg|1 capsule daily with food|SNRI|Effexor XR, depression pill|NDA 020699
*Bupropion XL|bupropion|ER tablet (24 hours)|oral|150 mg, 300 mg|1 tablet every morning|Antidepressant|Wellbutrin XL, depression pill, stop smoking pill|NDA 020358
Mirtazapine|mirtazapine|tablet|oral|15 mg, 30 mg, 45 mg|1 tablet at bedtime|Antidepressant|Remeron, depression pill|NDA 020415
*Trazodone|trazodone|tablet|oral|50 mg, 100 mg, 150 mg|1 tablet at bedtime|Antidepressant|Desyrel, sleeping pill|NDA 018207
Amitriptyline|amitriptyline|tablet|oral|10 mg, 25 mg, 50 mg|1 tablet at bedtime|Tricyclic antidepressant|Elavil, nerve pain pill|ANDA 085968
Nortriptyline|nortriptyline|capsule|oral|10 mg, 25 mg, 50 mg|1 capsule at bedtime|Tricyclic antidepressant|Pamelor, nerve pain pill|NDA 018013
Buspirone|buspirone|tablet|oral|5 mg, 10 mg, 15 mg|1 tablet twice daily|Anxiolytic|Buspar, anxiety pill|NDA 018731
Hydroxyzine|hydroxyzine|tablet|oral|25 mg, 10 mg, 50 mg|1 tablet every 6 hours as needed for anxiety; 1 tablet every 6 hours as needed for itching|Antihistamine|Atarax, anxiety pill, itch pill|ANDA 088618
Lorazepam|lorazepam|tablet|oral|0.5 mg, 1 mg, 2 mg|1 tablet twice daily as needed for anxiety|Benzodiazepine|Ativan, nerve pill, anxiety pill|NDA 017794
*Alprazolam|alprazolam|tablet|oral|0.25 mg, 0.5 mg, 1 mg|1 tablet three times daily as needed for anxiety|Benzodiazepine|Xanax, nerve pill, anxiety pill|NDA 018276
Clonazepam|clonazepam|tablet|oral|0.5 mg, 1 mg, 2 mg|1 tablet twice daily|Benzodiazepine|Klonopin, nerve pill|NDA 017533
Zolpidem|zolpidem|tablet|oral|5 mg, 10 mg|1 tablet at bedtime as needed for sleep|Sleep medicine|Ambien, sleeping pill|NDA 019908
Quetiapine|quetiapine|tablet|oral|25 mg, 50 mg, 100 mg, 200 mg|1 tablet at bedtime|Antipsychotic|Seroquel|NDA 020639
Aripiprazole|aripiprazole|tablet|oral|5 mg, 2 mg, 10 mg, 15 mg|1 tablet daily|Antipsychotic|Abilify|NDA 021436
Lithium carbonate|lithium|capsule|oral|300 mg|1 capsule three times daily|Mood stabilizer|lithium|NDA 017812
Lamotrigine|lamotrigine|tablet|oral|25 mg, 100 mg, 150 mg, 200 mg|[25 mg] 1 tablet daily for 2 weeks; [100 mg] 1 tablet twice daily; 1 tablet daily|Anticonvulsant|Lamictal, seizure pill|NDA 020241
Levetiracetam|levetiracetam|tablet|oral|500 mg, 250 mg, 750 mg|1 tablet twice daily|Anticonvulsant|Keppra, seizure pill|NDA 021035
Topiramate|topiramate|tablet|oral|25 mg, 50 mg, 100 mg|[25 mg] 1 tablet at bedtime; 1 tablet twice daily|Anticonvulsant|Topamax, migraine prevention|NDA 020505
Divalproex DR|divalproex|DR tablet|oral|250 mg, 500 mg|1 tablet twice daily|Anticonvulsant|Depakote|NDA 018723
*Gabapentin|gabapentin|capsule|oral|300 mg, 100 mg, 400 mg|1 capsule at bedtime; 1 capsule three times daily|Gabapentinoid|Neurontin, nerve pain pill|NDA 020235
Pregabalin|pregabalin|capsule|oral|75 mg, 25 mg, 50 mg, 150 mg|1 capsule twice daily|Gabapentinoid|Lyrica, nerve pain pill|NDA 021446
Methylphenidate ER|methylphenidate|ER tablet|oral|18 mg, 27 mg, 36 mg, 54 mg|1 tablet every morning|Stimulant|Concerta, ADHD pill|NDA 021121
Sumatriptan|sumatriptan|tablet|oral|50 mg, 100 mg, 25 mg|1 tablet at onset of migraine, may repeat once after 2 hours|Triptan|Imitrex, migraine pill|NDA 020132
Rizatriptan|rizatriptan|tablet|oral|10 mg, 5 mg|1 tablet at onset of migraine, may repeat once after 2 hours|Triptan|Maxalt, migraine pill|NDA 020864
Donepezil|donepezil|tablet|oral|5 mg, 10 mg|1 tablet at bedtime|Cholinesterase inhibitor|Aricept, memory pill|NDA 020690
Memantine|memantine|tablet|oral|5 mg, 10 mg|1 tablet twice daily|NMDA antagonist|Namenda, memory pill|NDA 021487
Ropinirole|ropinirole|tablet|oral|0.25 mg, 0.5 mg, 1 mg|1 tablet at bedtime|Dopamine agonist|Requip, restless legs pill|NDA 020658
Carbidopa-levodopa|carbidopa + levodopa|tablet|oral|25/100 mg, 25/250 mg|1 tablet three times daily|Dopamine precursor|Sinemet|NDA 017555
Naltrexone|naltrexone|tablet|oral|50 mg|1 tablet daily|Opioid antagonist|Revia, alcohol craving|NDA 018932
Buprenorphine-naloxone|buprenorphine + naloxone|sublingual film|sublingual|8/2 mg, 2/0.5 mg, 4/1 mg|1 film under the tongue daily|Opioid|Suboxone|NDA 022410
Prazosin|prazosin|capsule|oral|1 mg, 2 mg, 5 mg|1 capsule at bedtime|Alpha blocker|Minipress, nightmares|NDA 017442
*Amoxicillin|amoxicillin|capsule|oral|500 mg, 250 mg|1 capsule twice daily for 10 days; 1 capsule three times daily for 7 days|Penicillin|Amoxil, antibiotic|NDA 050459
Amoxicillin tablet|amoxicillin|tablet|oral|875 mg, 500 mg|1 tablet twice daily for 10 days; 1 tablet twice daily for 5 days|Penicillin|Amoxil, antibiotic|NDA 050754
Amoxicillin suspension|amoxicillin|suspension|oral|400 mg/5 mL, 250 mg/5 mL|by weight, twice daily for 10 days|Penicillin|Amoxil, antibiotic, children's antibiotic|NDA 050760
*Amoxicillin-clavulanate|amoxicillin + clavulanate|tablet|oral|875/125 mg, 500/125 mg|1 tablet twice daily with food for 7 days; 1 tablet twice daily with food for 10 days|Penicillin|Augmentin, antibiotic|NDA 050720
Penicillin V potassium|penicillin v|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 10 days|Penicillin|Pen VK, antibiotic|ANDA 060711
*Cephalexin|cephalexin|capsule|oral|500 mg, 250 mg|1 capsule four times daily for 7 days; 1 capsule three times daily for 7 days|Cephalosporin|Keflex, antibiotic|NDA 050405
Cefdinir|cefdinir|capsule|oral|300 mg|1 capsule twice daily for 10 days|Cephalosporin|Omnicef, antibiotic|NDA 050739
Cefuroxime|cefuroxime|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 10 days|Cephalosporin|Ceftin, antibiotic|NDA 050605
*Azithromycin|azithromycin|tablet|oral|250 mg, 500 mg|[250 mg] 2 tablets on day 1, then 1 tablet daily for 4 days; [500 mg] 1 tablet daily for 3 days|Macrolide|Zithromax, Z-Pak, antibiotic|NDA 050711
*Doxycycline hyclate|doxycycline|capsule|oral|100 mg, 50 mg|1 capsule twice daily for 7 days; 1 capsule twice daily for 10 days|Tetracycline|Vibramycin, antibiotic|NDA 050007
Ciprofloxacin|ciprofloxacin|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 7 days|Fluoroquinolone|Cipro, antibiotic|NDA 019537
Levofloxacin|levofloxacin|tablet|oral|500 mg, 750 mg, 250 mg|[750 mg] 1 tablet daily for 5 days; 1 tablet daily for 7 days|Fluoroquinolone|Levaquin, antibiotic|NDA 020634
*Sulfamethoxazole-trimethoprim DS|sulfamethoxazole + trimethoprim|tablet|oral|800/160 mg|1 tablet twice daily for 3 days; 1 tablet twice daily for 7 days|Sulfonamide antibiotic|Bactrim DS, Septra, sulfa antibiotic, antibiotic|NDA 017377
*Nitrofurantoin monohydrate-macrocrystals|nitrofurantoin|capsule|oral|100 mg|1 capsule twice daily with food for 5 days; 1 capsule twice daily with food for 7 days|Urinary antibiotic|Macrobid, antibiotic, UTI antibiotic|NDA 020064
Fosfomycin|fosfomycin|granules|oral|3 g|1 packet in water, single dose|Urinary antibiotic|Monurol, antibiotic|NDA 050717
Clindamycin|clindamycin|capsule|oral|300 mg, 150 mg|1 capsule three times daily for 7 days|Lincosamide|Cleocin, antibiotic|NDA 050162
Metronidazole|metronidazole|tablet|oral|500 mg, 250 mg|1 tablet twice daily for 7 days|Nitroimidazole|Flagyl, antibiotic, BV|NDA 012623
Metronidazole vaginal gel|metronidazole|vaginal gel|vaginal|0.75 %|1 applicator into the vagina at bedtime for 5 days|Nitroimidazole|MetroGel, BV|NDA 020208
Fluconazole|fluconazole|tablet|oral|150 mg, 100 mg, 200 mg|[150 mg] 1 tablet once; 1 tablet daily for 7 days|Azole antifungal|Diflucan, yeast infection pill|NDA 019949
Nystatin suspension|nystatin|suspension|oral|100,000 units/mL|5 mL four times daily for 7 days|Antifungal|thrush|NDA 050299
Valacyclovir|valacyclovir|tablet|oral|1 g, 500 mg|[1 g] 1 tablet three times daily for 7 days; [500 mg] 1 tablet twice daily for 3 days; [500 mg] 1 tablet daily|Antiviral|Valtrex, shingles pill, herpes pill|NDA 020487
Acyclovir|acyclovir|tablet|oral|400 mg, 800 mg|[400 mg] 1 tablet three times daily for 7 days; [800 mg] 1 tablet five times daily for 7 days|Antiviral|Zovirax, herpes pill|NDA 020089
Oseltamivir|oseltamivir|capsule|oral|75 mg, 30 mg, 45 mg|1 capsule twice daily for 5 days|Antiviral|Tamiflu, flu pill|NDA 021087
Nirmatrelvir-ritonavir|nirmatrelvir + ritonavir|tablet pack|oral|150/100 mg|2 nirmatrelvir tablets and 1 ritonavir tablet twice daily for 5 days|Antiviral|Paxlovid, COVID pill|NDA 217188
Ofloxacin ear drops|ofloxacin|ear drops|otic|0.3 %|10 drops in the ear daily for 7 days|Fluoroquinolone|Floxin otic, swimmer's ear drops|NDA 020799
Ciprofloxacin-dexamethasone ear drops|ciprofloxacin + dexamethasone|ear drops|otic|0.3/0.1 %|4 drops in the ear twice daily for 7 days|Fluoroquinolone with corticosteroid|Ciprodex|NDA 021537
Polymyxin B-trimethoprim eye drops|polymyxin b + trimethoprim|eye drops|ophthalmic|10,000 units-0.1 %/mL|1 drop in the eye four times daily for 7 days|Antibiotic for the eye|Polytrim, pink eye drops|NDA 050567
Erythromycin eye ointment|erythromycin|eye ointment|ophthalmic|0.5 %|1 cm ribbon in the eye four times daily for 7 days|Macrolide|pink eye ointment|ANDA 064030
`
