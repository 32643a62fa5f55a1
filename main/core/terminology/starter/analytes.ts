/**
 * What laboratory orders report: key | name | LOINC | UCUM unit | adult range | range of women where it differs.
 * Reference ranges as printed by general US laboratories; a site's own laboratory outranks them. LOINC, Regenstrief
 * Institute.
 */
export const analyteLines = `
na|Sodium|2951-2|mmol/L|136 – 145 mmol/L
k|Potassium|2823-3|mmol/L|3.5 – 5.1 mmol/L
cl|Chloride|2075-0|mmol/L|98 – 107 mmol/L
co2|Bicarbonate|2028-9|mmol/L|22 – 29 mmol/L
bun|Urea nitrogen|3094-0|mg/dL|7 – 20 mg/dL
creatinine|Creatinine|2160-0|mg/dL|0.70 – 1.30 mg/dL|0.50 – 1.10 mg/dL
egfr|eGFR|98979-8|mL/min/{1.73_m2}|≥ 60 mL/min/1.73 m²
glucose|Glucose|2345-7|mg/dL|70 – 139 mg/dL
fastingGlucose|Glucose, fasting|1558-6|mg/dL|70 – 99 mg/dL
calcium|Calcium|17861-6|mg/dL|8.6 – 10.3 mg/dL
protein|Total protein|2885-2|g/dL|6.3 – 8.2 g/dL
albumin|Albumin|1751-7|g/dL|3.5 – 5.0 g/dL
bilirubin|Bilirubin|1975-2|mg/dL|0.2 – 1.2 mg/dL
alp|Alkaline phosphatase|6768-6|U/L|40 – 129 U/L
alt|ALT|1742-6|U/L|7 – 45 U/L|7 – 35 U/L
ast|AST|1920-8|U/L|10 – 40 U/L|10 – 35 U/L
wbc|White cells|6690-2|10*3/uL|4.0 – 11.0 10³/µL
hgb|Hemoglobin|718-7|g/dL|13.5 – 17.5 g/dL|12.0 – 15.5 g/dL
hct|Hematocrit|4544-3|%|40 – 51 %|36 – 46 %
mcv|MCV|787-2|fL|80 – 100 fL
platelets|Platelets|777-3|10*3/uL|150 – 400 10³/µL
cholesterol|Total cholesterol|2093-3|mg/dL|< 200 mg/dL
triglycerides|Triglycerides|2571-8|mg/dL|< 150 mg/dL
hdl|HDL cholesterol|2085-9|mg/dL|≥ 40 mg/dL|≥ 50 mg/dL
ldl|LDL cholesterol, calculated|13457-7|mg/dL|< 130 mg/dL
a1c|Hemoglobin A1c|4548-4|%|4.0 – 5.6 %
tsh|TSH|3016-3|m[IU]/L|0.40 – 4.50 mIU/L
freeT4|Free T4|3024-7|ng/dL|0.8 – 1.8 ng/dL
uacr|Albumin/creatinine, urine|9318-7|mg/g|< 30 mg/g
ferritin|Ferritin|2276-4|ng/mL|30 – 400 ng/mL|15 – 150 ng/mL
b12|Vitamin B12|2132-9|pg/mL|232 – 1245 pg/mL
vitaminD|Vitamin D, 25-hydroxy|62292-8|ng/mL|30 – 100 ng/mL
psa|PSA|2857-1|ng/mL|< 4.00 ng/mL
uricAcid|Uric acid|3084-1|mg/dL|3.5 – 7.2 mg/dL|2.6 – 6.0 mg/dL
crp|CRP|1988-5|mg/L|< 5.0 mg/L
esr|ESR|4537-7|mm/h|< 20 mm/h|< 30 mm/h
ntprobnp|NT-proBNP|33762-6|pg/mL|< 300 pg/mL
inr|INR|6301-6|{INR}|0.9 – 1.1
pt|Prothrombin time|5902-2|s|11.0 – 13.5 s
lead|Lead|5671-3|ug/dL|< 3.5 µg/dL
`
