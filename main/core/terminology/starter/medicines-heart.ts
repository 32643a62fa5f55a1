/**
 * Medicines of heart, vessels and metabolism, one ingredient and form a line:
 * name | ingredients | form | route | strengths, the usual first | sigs, the usual first | class | other names | source.
 *
 * Sigs are usual adult starting or maintenance doses of the label's “Dosage and administration” (FDA labels, DailyMed), for
 * infections the courses of the Infectious Diseases Society of America; one in brackets belongs to that strength alone. The source of a row is its FDA application (Orange Book, November 2024), or
 * what stands in its place for biologics (BLA, Purple Book) and medicines sold under a monograph (OTC). `*` marks the most
 * prescribed (ClinCalc DrugStats, from the Medical Expenditure Panel Survey).
 */
export const heartMedicines = `
*Lisinopril|lisinopril|tablet|oral|10 mg, 20 mg, 40 mg, 5 mg, 2.5 mg, 30 mg|1 tablet daily|ACE inhibitor|Zestril, Prinivil, blood pressure pill|NDA 019777
Lisinopril-hydrochlorothiazide|lisinopril + hydrochlorothiazide|tablet|oral|20/12.5 mg, 10/12.5 mg, 20/25 mg|1 tablet daily|ACE inhibitor and thiazide|Zestoretic, blood pressure pill, water pill|NDA 019888
Enalapril|enalapril|tablet|oral|10 mg, 5 mg, 2.5 mg, 20 mg|1 tablet daily; 1 tablet twice daily|ACE inhibitor|Vasotec, blood pressure pill|NDA 018998
Benazepril|benazepril|tablet|oral|20 mg, 10 mg, 40 mg, 5 mg|1 tablet daily|ACE inhibitor|Lotensin, blood pressure pill|NDA 019851
Ramipril|ramipril|capsule|oral|5 mg, 2.5 mg, 10 mg, 1.25 mg|1 capsule daily|ACE inhibitor|Altace, blood pressure pill|NDA 019901
*Losartan|losartan|tablet|oral|50 mg, 100 mg, 25 mg|1 tablet daily|Angiotensin receptor blocker|Cozaar, blood pressure pill|NDA 020386
Losartan-hydrochlorothiazide|losartan + hydrochlorothiazide|tablet|oral|50/12.5 mg, 100/25 mg, 100/12.5 mg|1 tablet daily|Angiotensin receptor blocker and thiazide|Hyzaar, blood pressure pill, water pill|NDA 020387
Valsartan|valsartan|tablet|oral|80 mg, 160 mg, 320 mg, 40 mg|1 tablet daily|Angiotensin receptor blocker|Diovan, blood pressure pill|NDA 021283
Olmesartan|olmesartan|tablet|oral|20 mg, 40 mg, 5 mg|1 tablet daily|Angiotensin receptor blocker|Benicar, blood pressure pill|NDA 021286
Irbesartan|irbesartan|tablet|oral|150 mg, 300 mg, 75 mg|1 tablet daily|Angiotensin receptor blocker|Avapro, blood pressure pill|NDA 020757
Telmisartan|telmisartan|tablet|oral|40 mg, 80 mg, 20 mg|1 tablet daily|Angiotensin receptor blocker|Micardis, blood pressure pill|NDA 020850
Sacubitril-valsartan|sacubitril + valsartan|tablet|oral|49/51 mg, 24/26 mg, 97/103 mg|1 tablet twice daily|Neprilysin inhibitor with angiotensin receptor blocker|Entresto, heart failure pill|NDA 207620
*Amlodipine|amlodipine|tablet|oral|5 mg, 10 mg, 2.5 mg|1 tablet daily|Calcium channel blocker|Norvasc, blood pressure pill|NDA 019787
Nifedipine ER|nifedipine|ER tablet|oral|30 mg, 60 mg, 90 mg|1 tablet daily|Calcium channel blocker|Procardia XL, Adalat CC, blood pressure pill|NDA 019684
Diltiazem ER|diltiazem|ER capsule|oral|120 mg, 180 mg, 240 mg, 300 mg|1 capsule daily|Calcium channel blocker|Cardizem CD, Tiazac|NDA 020062
*Hydrochlorothiazide|hydrochlorothiazide|tablet|oral|25 mg, 12.5 mg, 50 mg|1 tablet every morning|Thiazide diuretic|HCTZ, water pill, blood pressure pill|ANDA 083177
Chlorthalidone|chlorthalidone|tablet|oral|25 mg, 50 mg|[25 mg] 0.5 tablet every morning; 1 tablet every morning|Thiazide diuretic|water pill, blood pressure pill|NDA 019574
*Furosemide|furosemide|tablet|oral|40 mg, 20 mg, 80 mg|1 tablet every morning; 1 tablet twice daily|Loop diuretic|Lasix, water pill|NDA 016273
Torsemide|torsemide|tablet|oral|20 mg, 10 mg, 5 mg, 100 mg|1 tablet every morning|Loop diuretic|Demadex, water pill|NDA 020136
Bumetanide|bumetanide|tablet|oral|1 mg, 0.5 mg, 2 mg|1 tablet every morning|Loop diuretic|Bumex, water pill|NDA 018225
Spironolactone|spironolactone|tablet|oral|25 mg, 50 mg, 100 mg|1 tablet daily|Potassium-sparing diuretic|Aldactone, water pill|NDA 012151
Triamterene-hydrochlorothiazide|triamterene + hydrochlorothiazide|tablet|oral|37.5/25 mg, 75/50 mg|1 tablet every morning|Potassium-sparing diuretic and thiazide|Maxzide, water pill|NDA 019129
*Metoprolol succinate ER|metoprolol|ER tablet|oral|50 mg, 25 mg, 100 mg, 200 mg|1 tablet daily|Beta blocker|Toprol-XL, blood pressure pill, heart pill|NDA 019962
*Metoprolol tartrate|metoprolol|tablet|oral|25 mg, 50 mg, 100 mg|1 tablet twice daily|Beta blocker|Lopressor, blood pressure pill, heart pill|ANDA 076670
Atenolol|atenolol|tablet|oral|50 mg, 25 mg, 100 mg|1 tablet daily|Beta blocker|Tenormin, blood pressure pill|NDA 018240
Carvedilol|carvedilol|tablet|oral|6.25 mg, 3.125 mg, 12.5 mg, 25 mg|1 tablet twice daily with food|Beta blocker|Coreg, heart pill|NDA 020297
Bisoprolol|bisoprolol|tablet|oral|5 mg, 10 mg|1 tablet daily|Beta blocker|Zebeta|NDA 019982
Propranolol ER|propranolol|ER capsule|oral|80 mg, 60 mg, 120 mg, 160 mg|1 capsule daily|Beta blocker|Inderal LA|NDA 018553
Propranolol|propranolol|tablet|oral|20 mg, 10 mg, 40 mg|1 tablet twice daily; [10 mg] 1 tablet 1 hour before a performance as needed for anxiety|Beta blocker|Inderal|NDA 016418
Labetalol|labetalol|tablet|oral|100 mg, 200 mg, 300 mg|1 tablet twice daily|Beta blocker|Trandate, blood pressure pill|NDA 018687
Clonidine|clonidine|tablet|oral|0.1 mg, 0.2 mg, 0.3 mg|1 tablet twice daily|Central alpha agonist|Catapres, blood pressure pill|NDA 017407
Hydralazine|hydralazine|tablet|oral|25 mg, 50 mg, 10 mg, 100 mg|1 tablet three times daily|Vasodilator|Apresoline, blood pressure pill|ANDA 088467
Isosorbide mononitrate ER|isosorbide mononitrate|ER tablet|oral|30 mg, 60 mg, 120 mg|1 tablet every morning|Nitrate|Imdur, chest pain pill|NDA 020225
Nitroglycerin|nitroglycerin|sublingual tablet|sublingual|0.4 mg, 0.3 mg, 0.6 mg|1 tablet under the tongue every 5 minutes as needed for chest pain, up to 3|Nitrate|Nitrostat, chest pain pill|NDA 021134
*Atorvastatin|atorvastatin|tablet|oral|20 mg, 40 mg, 10 mg, 80 mg|1 tablet at bedtime; 1 tablet daily|Statin|Lipitor, cholesterol pill|NDA 020702
*Rosuvastatin|rosuvastatin|tablet|oral|10 mg, 20 mg, 5 mg, 40 mg|1 tablet daily|Statin|Crestor, cholesterol pill|NDA 021366
Simvastatin|simvastatin|tablet|oral|20 mg, 40 mg, 10 mg, 5 mg|1 tablet at bedtime|Statin|Zocor, cholesterol pill|NDA 019766
Pravastatin|pravastatin|tablet|oral|40 mg, 20 mg, 10 mg, 80 mg|1 tablet at bedtime; 1 tablet daily|Statin|Pravachol, cholesterol pill|NDA 019898
Ezetimibe|ezetimibe|tablet|oral|10 mg|1 tablet daily|Cholesterol absorption inhibitor|Zetia, cholesterol pill|NDA 021445
Fenofibrate|fenofibrate|tablet|oral|145 mg, 48 mg|1 tablet daily|Fibrate|Tricor, triglyceride pill|NDA 021656
Warfarin|warfarin|tablet|oral|5 mg, 1 mg, 2 mg, 2.5 mg, 3 mg, 4 mg, 6 mg, 7.5 mg, 10 mg|1 tablet every evening|Anticoagulant|Coumadin, Jantoven, blood thinner|NDA 009218
*Apixaban|apixaban|tablet|oral|5 mg, 2.5 mg|1 tablet twice daily|Anticoagulant|Eliquis, blood thinner|NDA 202155
Rivaroxaban|rivaroxaban|tablet|oral|20 mg, 15 mg, 10 mg, 2.5 mg|[20 mg] 1 tablet daily with the evening meal; 1 tablet daily|Anticoagulant|Xarelto, blood thinner|NDA 022406
*Clopidogrel|clopidogrel|tablet|oral|75 mg|1 tablet daily|Antiplatelet|Plavix, blood thinner|NDA 020839
*Aspirin|aspirin|tablet|oral|81 mg, 325 mg|1 tablet daily|Antiplatelet|baby aspirin, ASA, Ecotrin, blood thinner|OTC
Digoxin|digoxin|tablet|oral|0.125 mg, 0.25 mg|1 tablet daily|Cardiac glycoside|Lanoxin, heart pill|NDA 020405
*Metformin ER|metformin|ER tablet|oral|500 mg, 750 mg|1 tablet daily with the evening meal; [500 mg] 2 tablets twice daily with meals; [500 mg] 1 tablet twice daily with meals|Biguanide|Glucophage XR, diabetes pill, sugar pill|NDA 021202
*Metformin|metformin|tablet|oral|500 mg, 1,000 mg, 850 mg|1 tablet twice daily with meals; 1 tablet daily with a meal|Biguanide|Glucophage, diabetes pill, sugar pill|NDA 020357
*Glipizide|glipizide|tablet|oral|5 mg, 10 mg|1 tablet before breakfast; 1 tablet twice daily before meals|Sulfonylurea|Glucotrol, diabetes pill, sugar pill|NDA 017783
Glipizide ER|glipizide|ER tablet|oral|5 mg, 2.5 mg, 10 mg|1 tablet daily with breakfast|Sulfonylurea|Glucotrol XL, diabetes pill|NDA 020329
Glimepiride|glimepiride|tablet|oral|2 mg, 1 mg, 4 mg|1 tablet daily with breakfast|Sulfonylurea|Amaryl, diabetes pill|NDA 020496
Pioglitazone|pioglitazone|tablet|oral|30 mg, 15 mg, 45 mg|1 tablet daily|Glitazone|Actos, diabetes pill|NDA 021073
*Empagliflozin|empagliflozin|tablet|oral|10 mg, 25 mg|1 tablet every morning|SGLT2 inhibitor|Jardiance, diabetes pill, heart failure pill|NDA 204629
Dapagliflozin|dapagliflozin|tablet|oral|10 mg, 5 mg|1 tablet every morning|SGLT2 inhibitor|Farxiga, diabetes pill, heart failure pill|NDA 202293
Sitagliptin|sitagliptin|tablet|oral|100 mg, 50 mg, 25 mg|1 tablet daily|DPP-4 inhibitor|Januvia, diabetes pill|NDA 021995
Linagliptin|linagliptin|tablet|oral|5 mg|1 tablet daily|DPP-4 inhibitor|Tradjenta, diabetes pill|NDA 201280
*Semaglutide|semaglutide|injection pen|subcutaneous|2 mg/3 mL, 4 mg/3 mL, 8 mg/3 mL|[2 mg/3 mL] 0.25 mg under the skin once a week for 4 weeks; [2 mg/3 mL] 0.5 mg under the skin once a week; [4 mg/3 mL] 1 mg under the skin once a week; [8 mg/3 mL] 2 mg under the skin once a week|GLP-1 receptor agonist|Ozempic, diabetes shot, weight loss shot|NDA 209637
Dulaglutide|dulaglutide|injection pen|subcutaneous|0.75 mg/0.5 mL, 1.5 mg/0.5 mL|[0.75 mg/0.5 mL] 0.75 mg under the skin once a week; [1.5 mg/0.5 mL] 1.5 mg under the skin once a week|GLP-1 receptor agonist|Trulicity, diabetes shot|BLA
Tirzepatide|tirzepatide|injection pen|subcutaneous|2.5 mg/0.5 mL, 5 mg/0.5 mL, 7.5 mg/0.5 mL|[2.5 mg/0.5 mL] 2.5 mg under the skin once a week for 4 weeks; [5 mg/0.5 mL] 5 mg under the skin once a week; [7.5 mg/0.5 mL] 7.5 mg under the skin once a week|GIP and GLP-1 receptor agonist|Mounjaro, diabetes shot, weight loss shot|NDA 215866
*Insulin glargine|insulin glargine|injection pen|subcutaneous|100 units/mL|10 units under the skin at bedtime|Long-acting insulin|Lantus, Basaglar, basal insulin, long acting insulin|BLA
Insulin lispro|insulin lispro|injection pen|subcutaneous|100 units/mL|4 units under the skin three times daily before meals|Mealtime insulin|Humalog, short acting insulin, mealtime insulin|BLA
Insulin aspart|insulin aspart|injection pen|subcutaneous|100 units/mL|4 units under the skin three times daily before meals|Mealtime insulin|Novolog, short acting insulin, mealtime insulin|BLA
*Levothyroxine|levothyroxine|tablet|oral|50 mcg, 25 mcg, 75 mcg, 88 mcg, 100 mcg, 112 mcg, 125 mcg, 137 mcg, 150 mcg, 175 mcg, 200 mcg|1 tablet daily on an empty stomach|Thyroid hormone|Synthroid, Levoxyl, thyroid pill|NDA 021116
Methimazole|methimazole|tablet|oral|5 mg, 10 mg|1 tablet daily; 1 tablet three times daily|Antithyroid medicine|Tapazole, thyroid pill|NDA 007517
Alendronate|alendronate|tablet|oral|70 mg, 35 mg, 10 mg|[70 mg] 1 tablet once a week on an empty stomach with water, upright for 30 minutes; [35 mg] 1 tablet once a week on an empty stomach with water, upright for 30 minutes; [10 mg] 1 tablet daily on an empty stomach with water, upright for 30 minutes|Bisphosphonate|Fosamax, bone pill|NDA 020560
*Allopurinol|allopurinol|tablet|oral|100 mg, 300 mg|1 tablet daily|Xanthine oxidase inhibitor|Zyloprim, gout pill|NDA 016084
Colchicine|colchicine|tablet|oral|0.6 mg|2 tablets at first sign of a flare, then 1 tablet one hour later; 1 tablet daily; 1 tablet twice daily|Gout medicine|Colcrys, gout pill|NDA 022352
Potassium chloride ER|potassium chloride|ER tablet|oral|20 mEq, 10 mEq|1 tablet daily with food|Potassium|Klor-Con, K-Dur|NDA 018279
Vitamin D3|cholecalciferol|tablet|oral|1,000 units, 2,000 units, 5,000 units|1 tablet daily|Vitamin|cholecalciferol, vitamin D|OTC
Vitamin D2|ergocalciferol|capsule|oral|50,000 units|1 capsule once a week|Vitamin|ergocalciferol, Drisdol, vitamin D|NDA 003444
Vitamin B12|cyanocobalamin|tablet|oral|1,000 mcg|1 tablet daily|Vitamin|cyanocobalamin, B12|OTC
Ferrous sulfate|ferrous sulfate|tablet|oral|325 mg|1 tablet every other day; 1 tablet daily|Iron|iron pill|OTC
Folic acid|folic acid|tablet|oral|1 mg|1 tablet daily|Vitamin|folate|ANDA 080680
`
