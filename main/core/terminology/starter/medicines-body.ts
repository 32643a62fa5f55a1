/** Medicines of lungs, gut, skin, bladder, joints and pain, and for women: the same form as `medicines-heart.ts`. */
export const bodyMedicines = `
*Albuterol HFA|albuterol|inhaler|inhalation|90 mcg|2 puffs every 4 to 6 hours as needed for wheeze|Short-acting beta agonist|Ventolin, ProAir, rescue inhaler, puffer, asthma inhaler|NDA 020503
Albuterol nebulizer solution|albuterol|nebulizer solution|inhalation|2.5 mg/3 mL|1 vial by nebulizer every 4 to 6 hours as needed for wheeze|Short-acting beta agonist|nebs, breathing treatment|NDA 019243
Budesonide-formoterol|budesonide + formoterol|inhaler|inhalation|160/4.5 mcg, 80/4.5 mcg|2 puffs twice daily|Inhaled corticosteroid and long-acting beta agonist|Symbicort, controller inhaler|NDA 021929
*Fluticasone-salmeterol|fluticasone + salmeterol|dry powder inhaler|inhalation|250/50 mcg, 100/50 mcg, 500/50 mcg|1 inhalation twice daily|Inhaled corticosteroid and long-acting beta agonist|Advair, Wixela, controller inhaler|NDA 021077
Fluticasone HFA|fluticasone|inhaler|inhalation|110 mcg, 44 mcg, 220 mcg|2 puffs twice daily|Inhaled corticosteroid|Flovent, controller inhaler|NDA 021433
Tiotropium|tiotropium|inhalation capsule|inhalation|18 mcg|2 inhalations of 1 capsule daily|Long-acting muscarinic antagonist|Spiriva, COPD inhaler|NDA 021395
*Montelukast|montelukast|tablet|oral|10 mg|1 tablet every evening|Leukotriene antagonist|Singulair, allergy pill|NDA 020829
*Fluticasone nasal spray|fluticasone|nasal spray|nasal|50 mcg|2 sprays in each nostril daily; 1 spray in each nostril daily|Nasal corticosteroid|Flonase, allergy spray|NDA 205434
*Cetirizine|cetirizine|tablet|oral|10 mg, 5 mg|1 tablet daily|Antihistamine|Zyrtec, allergy pill|NDA 019835
Loratadine|loratadine|tablet|oral|10 mg|1 tablet daily|Antihistamine|Claritin, allergy pill|NDA 019658
Diphenhydramine|diphenhydramine|capsule|oral|25 mg, 50 mg|1 capsule every 6 hours as needed for itching|Antihistamine|Benadryl, allergy pill|OTC
Benzonatate|benzonatate|capsule|oral|100 mg, 200 mg|1 capsule three times daily as needed for cough|Cough medicine|Tessalon, cough pill|NDA 011210
*Prednisone|prednisone|tablet|oral|20 mg, 10 mg, 5 mg, 50 mg|[20 mg] 2 tablets daily for 5 days; 1 tablet daily|Corticosteroid|Deltasone, steroid|ANDA 087342
Methylprednisolone dose pack|methylprednisolone|tablet|oral|4 mg|as on the package, over 6 days|Corticosteroid|Medrol, steroid pack|NDA 011153
*Omeprazole DR|omeprazole|DR capsule|oral|20 mg, 40 mg, 10 mg|1 capsule before breakfast|Proton pump inhibitor|Prilosec, heartburn pill, acid pill|NDA 019810
*Pantoprazole DR|pantoprazole|DR tablet|oral|40 mg, 20 mg|1 tablet before breakfast|Proton pump inhibitor|Protonix, heartburn pill, acid pill|NDA 020987
Esomeprazole DR|esomeprazole|DR capsule|oral|40 mg, 20 mg|1 capsule before breakfast|Proton pump inhibitor|Nexium, heartburn pill, acid pill|NDA 021153
Famotidine|famotidine|tablet|oral|20 mg, 40 mg|1 tablet twice daily as needed for heartburn; 1 tablet at bedtime|H2 blocker|Pepcid, heartburn pill, acid pill|NDA 020325
Ondansetron ODT|ondansetron|dissolving tablet|oral|4 mg, 8 mg|1 tablet every 8 hours as needed for nausea|Antinausea medicine|Zofran, nausea pill|NDA 020781
Promethazine|promethazine|tablet|oral|25 mg, 12.5 mg|1 tablet every 6 hours as needed for nausea|Antihistamine|Phenergan, nausea pill|ANDA 084176
Metoclopramide|metoclopramide|tablet|oral|10 mg, 5 mg|1 tablet four times daily before meals|Antinausea medicine|Reglan|NDA 017854
Meclizine|meclizine|tablet|oral|25 mg, 12.5 mg|1 tablet three times daily as needed for dizziness|Antihistamine|Antivert, dizzy pill|NDA 010721
Polyethylene glycol 3350|polyethylene glycol 3350|powder|oral|17 g|17 g in water daily|Laxative|MiraLax, stool softener|NDA 022015
Docusate|docusate|capsule|oral|100 mg|1 capsule twice daily|Laxative|Colace, stool softener|OTC
Senna|senna|tablet|oral|8.6 mg|2 tablets at bedtime|Laxative|Senokot|OTC
Dicyclomine|dicyclomine|capsule|oral|10 mg|1 capsule four times daily as needed for cramps|Antispasmodic|Bentyl|NDA 007409
Loperamide|loperamide|capsule|oral|2 mg|2 capsules at first, then 1 capsule after each loose stool, up to 8 mg a day|Antidiarrheal|Imodium, diarrhea pill|NDA 021855
Sucralfate|sucralfate|tablet|oral|1 g|1 tablet four times daily on an empty stomach|Ulcer medicine|Carafate|NDA 018333
*Ibuprofen|ibuprofen|tablet|oral|600 mg, 400 mg, 800 mg|1 tablet every 6 to 8 hours with food as needed for pain|NSAID|Advil, Motrin, pain pill, anti-inflammatory|NDA 017463
Naproxen|naproxen|tablet|oral|500 mg, 375 mg, 250 mg|1 tablet twice daily with food as needed for pain|NSAID|Naprosyn, Aleve, pain pill, anti-inflammatory|NDA 017581
*Meloxicam|meloxicam|tablet|oral|7.5 mg, 15 mg|1 tablet daily with food|NSAID|Mobic, arthritis pill, anti-inflammatory|NDA 020938
Celecoxib|celecoxib|capsule|oral|200 mg, 100 mg|1 capsule daily; 1 capsule twice daily|NSAID|Celebrex, arthritis pill, anti-inflammatory|NDA 020998
Diclofenac DR|diclofenac|DR tablet|oral|75 mg, 50 mg|1 tablet twice daily with food|NSAID|Voltaren, anti-inflammatory|NDA 019201
Diclofenac gel|diclofenac|gel|topical|1 %|4 g on the skin of the joint four times daily as needed for pain|NSAID for the skin|Voltaren gel, arthritis cream|NDA 022122
*Acetaminophen|acetaminophen|tablet|oral|500 mg, 325 mg|[500 mg] 2 tablets every 8 hours as needed for pain; [325 mg] 2 tablets every 6 hours as needed for pain|Pain reliever|Tylenol, APAP, paracetamol, pain pill|OTC
*Tramadol|tramadol|tablet|oral|50 mg|1 tablet every 6 hours as needed for pain|Opioid|Ultram, pain pill|NDA 020281
*Hydrocodone-acetaminophen|hydrocodone + acetaminophen|tablet|oral|5/325 mg, 7.5/325 mg, 10/325 mg|1 tablet every 6 hours as needed for pain|Opioid|Norco, Vicodin, pain pill|ANDA 040409
Oxycodone|oxycodone|tablet|oral|5 mg, 10 mg|1 tablet every 6 hours as needed for pain|Opioid|Roxicodone, pain pill|NDA 021011
Acetaminophen-codeine|acetaminophen + codeine|tablet|oral|300/30 mg|1 tablet every 6 hours as needed for pain|Opioid|Tylenol #3, T3, pain pill|ANDA 085055
Naloxone nasal spray|naloxone|nasal spray|nasal|4 mg|1 spray in one nostril for overdose, repeat every 2 to 3 minutes in the other until help comes|Opioid antagonist|Narcan, overdose rescue|NDA 208411
*Cyclobenzaprine|cyclobenzaprine|tablet|oral|10 mg, 5 mg|1 tablet at bedtime as needed for spasm; 1 tablet three times daily as needed for spasm|Muscle relaxant|Flexeril, muscle relaxer|NDA 017821
Methocarbamol|methocarbamol|tablet|oral|500 mg, 750 mg|1 tablet three times daily as needed for spasm|Muscle relaxant|Robaxin, muscle relaxer|NDA 011011
Tizanidine|tizanidine|tablet|oral|4 mg, 2 mg|1 tablet every 8 hours as needed for spasm|Muscle relaxant|Zanaflex, muscle relaxer|NDA 020397
Baclofen|baclofen|tablet|oral|10 mg, 5 mg, 20 mg|1 tablet three times daily|Muscle relaxant|Lioresal, muscle relaxer|NDA 017851
Lidocaine patch|lidocaine|patch|transdermal|5 %|1 patch on the painful skin, 12 hours on and 12 hours off|Local anesthetic|Lidoderm, pain patch|NDA 020612
Methotrexate|methotrexate|tablet|oral|2.5 mg|6 tablets once a week, on the same weekday|Antimetabolite|Trexall, arthritis pill|NDA 008085
Hydroxychloroquine|hydroxychloroquine|tablet|oral|200 mg|1 tablet twice daily|Antimalarial|Plaquenil, lupus pill|NDA 009768
*Tamsulosin|tamsulosin|capsule|oral|0.4 mg|1 capsule daily after supper|Alpha blocker|Flomax, prostate pill|NDA 020579
Finasteride|finasteride|tablet|oral|5 mg, 1 mg|1 tablet daily|5-alpha reductase inhibitor|Proscar, prostate pill|NDA 020180
Oxybutynin ER|oxybutynin|ER tablet|oral|5 mg, 10 mg, 15 mg|1 tablet daily|Bladder antimuscarinic|Ditropan XL, bladder pill|NDA 020897
Mirabegron ER|mirabegron|ER tablet|oral|25 mg, 50 mg|1 tablet daily|Beta-3 agonist|Myrbetriq, bladder pill|NDA 202611
Phenazopyridine|phenazopyridine|tablet|oral|200 mg, 100 mg|1 tablet three times daily after meals for 2 days|Urinary analgesic|Pyridium, AZO, bladder pain|unapproved
Sildenafil|sildenafil|tablet|oral|50 mg, 25 mg, 100 mg|1 tablet 1 hour before sex as needed|PDE5 inhibitor|Viagra, erection pill|NDA 020895
Tadalafil|tadalafil|tablet|oral|10 mg, 5 mg, 20 mg|1 tablet before sex as needed; [5 mg] 1 tablet daily|PDE5 inhibitor|Cialis, erection pill|NDA 021368
Estradiol|estradiol|tablet|oral|1 mg, 0.5 mg, 2 mg|1 tablet daily|Estrogen|Estrace, hormone pill, menopause|ANDA 084499
Estradiol vaginal cream|estradiol|vaginal cream|vaginal|0.01 %|1 g into the vagina twice weekly|Estrogen|Estrace cream, vaginal dryness|ANDA 086069
Medroxyprogesterone|medroxyprogesterone|tablet|oral|10 mg, 5 mg, 2.5 mg|1 tablet daily for 10 days|Progestin|Provera|NDA 011839
Medroxyprogesterone injection|medroxyprogesterone|injection|intramuscular|150 mg/mL|150 mg into a muscle every 3 months|Progestin|Depo-Provera, birth control shot|NDA 020246
*Norgestimate-ethinyl estradiol|norgestimate + ethinyl estradiol|tablet|oral|0.25/0.035 mg|1 tablet daily|Contraceptive pill|Sprintec, birth control pill, the pill|NDA 019653
Levonorgestrel-ethinyl estradiol|levonorgestrel + ethinyl estradiol|tablet|oral|0.1/0.02 mg, 0.15/0.03 mg|1 tablet daily|Contraceptive pill|Aviane, birth control pill, the pill|NDA 208612
Norethindrone|norethindrone|tablet|oral|0.35 mg|1 tablet daily, at the same time each day|Contraceptive pill, progestin only|mini pill, birth control pill|NDA 017060
Levonorgestrel emergency pill|levonorgestrel|tablet|oral|1.5 mg|1 tablet once, within 72 hours|Emergency contraceptive|Plan B, morning after pill|NDA 021998
*Triamcinolone cream|triamcinolone|cream|topical|0.1 %, 0.025 %|a thin layer on the skin twice daily|Corticosteroid for the skin|Kenalog, steroid cream|ANDA 085692
Hydrocortisone cream|hydrocortisone|cream|topical|2.5 %, 1 %|a thin layer on the skin twice daily|Corticosteroid for the skin|Cortaid, steroid cream|ANDA 080472
Clobetasol ointment|clobetasol|ointment|topical|0.05 %|a thin layer on the skin twice daily for 2 weeks|Corticosteroid for the skin|Temovate, steroid ointment|NDA 019323
Mupirocin ointment|mupirocin|ointment|topical|2 %|on the skin three times daily for 5 days|Antibiotic for the skin|Bactroban|NDA 050591
Ketoconazole shampoo|ketoconazole|shampoo|topical|2 %|on the scalp twice weekly|Antifungal|Nizoral, dandruff shampoo|NDA 019927
Clotrimazole cream|clotrimazole|cream|topical|1 %|on the skin twice daily for 2 weeks|Antifungal|Lotrimin, fungus cream|NDA 017619
Terbinafine|terbinafine|tablet|oral|250 mg|1 tablet daily for 12 weeks|Antifungal|Lamisil, nail fungus|NDA 020539
Permethrin cream|permethrin|cream|topical|5 %|on the skin from neck to soles, wash off after 8 to 14 hours, once|Antiparasitic|Elimite, scabies cream|NDA 019855
Adapalene gel|adapalene|gel|topical|0.1 %|a thin layer on the skin at bedtime|Retinoid|Differin, acne gel|NDA 020380
Tretinoin cream|tretinoin|cream|topical|0.025 %, 0.05 %, 0.1 %|a thin layer on the skin at bedtime|Retinoid|Retin-A, acne cream|NDA 019049
Latanoprost eye drops|latanoprost|eye drops|ophthalmic|0.005 %|1 drop in each eye at bedtime|Prostaglandin|Xalatan, glaucoma drops|NDA 020597
Epinephrine auto-injector|epinephrine|auto-injector|intramuscular|0.3 mg, 0.15 mg|1 injection into a muscle of the thigh as needed for anaphylaxis, then call 911|Emergency medicine|EpiPen|NDA 019430
Nicotine patch|nicotine|patch|transdermal|21 mg, 14 mg, 7 mg|1 patch on the skin daily|Smoking cessation|Nicoderm, stop smoking patch|NDA 020076
Varenicline|varenicline|tablet|oral|1 mg, 0.5 mg|[1 mg] 1 tablet twice daily after meals; [0.5 mg] 1 tablet daily for 3 days, then 1 tablet twice daily for 4 days|Smoking cessation|Chantix, stop smoking pill|NDA 021928
`
