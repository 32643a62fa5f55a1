/**
 * Laboratory orders: name | LOINC | its LOINC name | tube | specimen | analytes | other names. `*` marks the commonest, a
 * `fasting` tube note those that need it. LOINC, Regenstrief Institute (loinc.org); tubes after the laboratory manuals
 * `shared/domain/tube.ts` names.
 */
export const laboratoryLines = `
*Basic metabolic panel|51990-0|Basic metabolic panel - Blood|gold|blood|na k cl co2 glucose bun creatinine egfr calcium|BMP, chem 7, electrolytes, kidney function, lytes
*Comprehensive metabolic panel|24323-8|Comprehensive metabolic 2000 panel - Serum or Plasma|gold|blood|na k cl co2 glucose bun creatinine egfr calcium protein albumin bilirubin alp alt ast|CMP, chem 14, liver and kidney tests
*CBC|58410-2|CBC panel - Blood by Automated count|lavender|blood|wbc hgb hct mcv platelets|complete blood count, blood count, hemogram
CBC with differential|57021-8|CBC W Auto Differential panel - Blood|lavender|blood|wbc hgb hct mcv platelets|complete blood count with diff, CBC diff
*Lipid panel|24331-1|Lipid 1996 panel - Serum or Plasma|gold fasting|blood|cholesterol triglycerides hdl ldl|cholesterol test, lipids, fasting lipids
*Hemoglobin A1c|4548-4|Hemoglobin A1c/Hemoglobin.total in Blood|lavender|blood|a1c|A1c, HbA1c, glycated hemoglobin, diabetes test, sugar test
*TSH|3016-3|Thyrotropin [Units/volume] in Serum or Plasma|gold|blood|tsh|thyroid test, thyroid stimulating hormone
Free T4|3024-7|Thyroxine (T4) free [Mass/volume] in Serum or Plasma|gold|blood|freeT4|thyroid test, thyroxine
*Urine albumin/creatinine|9318-7|Albumin/Creatinine [Mass Ratio] in Urine|urine|urine|uacr|microalbumin, UACR, urine protein, ACR
*Urinalysis|24356-8|Urinalysis complete panel - Urine|urine|urine||UA, urine test, dipstick
*Urine culture|630-4|Bacteria identified in Urine by Culture|urine|urine||UTI culture
Ferritin|2276-4|Ferritin [Mass/volume] in Serum or Plasma|gold|blood|ferritin|iron stores
Iron and TIBC|50190-8|Iron and Iron binding capacity panel - Serum or Plasma|gold|blood||iron studies, iron panel
Vitamin B12|2132-9|Cobalamin (Vitamin B12) [Mass/volume] in Serum or Plasma|gold|blood|b12|cobalamin
Vitamin D|62292-8|25-hydroxyvitamin D3+25-hydroxyvitamin D2 [Mass/volume] in Serum or Plasma|gold|blood|vitaminD|25-OH vitamin D
PSA|2857-1|Prostate specific Ag [Mass/volume] in Serum or Plasma|gold|blood|psa|prostate test
Uric acid|3084-1|Urate [Mass/volume] in Serum or Plasma|gold|blood|uricAcid|gout test, urate
CRP|1988-5|C reactive protein [Mass/volume] in Serum or Plasma|gold|blood|crp|C-reactive protein, inflammation
ESR|4537-7|Erythrocyte sedimentation rate by Westergren method|lavender|blood|esr|sed rate, sedimentation rate, inflammation
NT-proBNP|33762-6|Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma|gold|blood|ntprobnp|BNP, heart failure test
PT/INR|34528-0|PT panel - Platelet poor plasma by Coagulation assay|light-blue|blood|pt inr|INR, protime, warfarin check, clotting
D-dimer|48065-7|Fibrin D-dimer FEU [Mass/volume] in Platelet poor plasma|light-blue|blood||clot test
Fasting glucose|1558-6|Fasting glucose [Mass/volume] in Serum or Plasma|grey fasting|blood|fastingGlucose|blood sugar, fasting sugar
Glucose|2345-7|Glucose [Mass/volume] in Serum or Plasma|grey|blood|glucose|blood sugar
Potassium|2823-3|Potassium [Moles/volume] in Serum or Plasma|gold|blood|k|K
Liver panel|24325-3|Hepatic function 2000 panel - Serum or Plasma|gold|blood|protein albumin bilirubin alp alt ast|LFT, hepatic function panel, liver tests
Renal function panel|24362-6|Renal function 2000 panel - Serum or Plasma|gold|blood|na k cl co2 glucose bun creatinine egfr calcium albumin|kidney panel
Ammonia|16362-6|Ammonia [Moles/volume] in Plasma|green|blood||
Blood culture|600-7|Bacteria identified in Blood by Culture|blood-culture|blood||
Lead|5671-3|Lead [Mass/volume] in Blood|lavender|blood|lead|lead level
Rapid strep test|78012-2|Streptococcus pyogenes Ag [Presence] in Throat by Rapid immunoassay|none|throat swab||strep swab, throat swab
Throat culture|626-2|Bacteria identified in Throat by Culture|none|throat swab||strep culture
Stool blood test (FIT)|29771-3|Hemoglobin.gastrointestinal.lower [Presence] in Stool by Immunoassay|none|stool||FIT, colon cancer screening, stool test, fecal immunochemical test
Cervical screening (Pap)|10524-7|Microscopic observation [Identifier] in Cervix by Cyto stain|none|cervix||pap smear, pap test
Pregnancy test, urine|2106-3|Choriogonadotropin (pregnancy test) [Presence] in Urine|urine|urine||UPT, hCG, urine hCG
Hepatitis C antibody|16128-1|Hepatitis C virus Ab [Presence] in Serum|gold|blood||HCV, hep C test
HIV screening|56888-1|HIV 1+2 Ab+HIV1 p24 Ag [Presence] in Serum or Plasma by Immunoassay|gold|blood||HIV test, HIV antigen antibody
`
