/**
 * Problems of heart, lungs, metabolism, gut and kidneys: ICD-10-CM code | clinic words | what people call it. `*` marks
 * what a family practice sees every week (after the commonest diagnoses at office visits, National Ambulatory Medical
 * Care Survey). Official titles are in `icd10-titles.ts`.
 */
export const bodyConditions = `
*I10|Hypertension|high blood pressure, HTN, essential hypertension, hypertensive, elevated pressure
R03.0|Elevated blood pressure without hypertension|high reading, white coat hypertension, elevated BP
I11.0|Hypertensive heart disease with heart failure|hypertension with CHF
I11.9|Hypertensive heart disease|
I12.9|Hypertension with chronic kidney disease|hypertensive CKD
I13.0|Hypertension with heart failure and chronic kidney disease|hypertensive heart and kidney disease
I95.1|Orthostatic hypotension|low blood pressure on standing, postural hypotension
I95.9|Low blood pressure|hypotension
*E78.5|High cholesterol (hyperlipidemia)|hyperlipidemia, HLD, high lipids, dyslipidemia
E78.00|Pure hypercholesterolemia|high LDL, hypercholesterolemia
E78.1|High triglycerides|hypertriglyceridemia
E78.2|Mixed hyperlipidemia|high cholesterol and triglycerides
*E11.9|Type 2 diabetes|sugar, diabetes, T2DM, DM2, type 2 DM, sugar diabetes, adult onset diabetes, NIDDM
*E11.65|Type 2 diabetes with high blood sugar|uncontrolled diabetes, poorly controlled diabetes, hyperglycemia
E11.22|Type 2 diabetes with chronic kidney disease|diabetic nephropathy, diabetic kidney disease
E11.21|Type 2 diabetes with kidney damage (nephropathy)|diabetic nephropathy, microalbuminuria, albuminuria
E11.42|Type 2 diabetes with nerve damage (polyneuropathy)|diabetic neuropathy, numb feet
E11.40|Type 2 diabetes with neuropathy|diabetic neuropathy
E11.319|Type 2 diabetes with retinopathy|diabetic eye disease, retinopathy
E11.621|Type 2 diabetes with foot ulcer|diabetic foot ulcer, sore on foot
E11.649|Type 2 diabetes with low blood sugar|hypoglycemia, low sugar
E11.51|Type 2 diabetes with poor circulation|diabetic peripheral vascular disease, PAD
E11.69|Type 2 diabetes with other complication|
E10.9|Type 1 diabetes|juvenile diabetes, T1DM, DM1, IDDM
E10.65|Type 1 diabetes with high blood sugar|hyperglycemia
O24.419|Gestational diabetes|diabetes in pregnancy, GDM
*R73.03|Prediabetes|borderline diabetes, touch of sugar, pre-diabetes, impaired glucose
R73.9|High blood sugar|hyperglycemia, elevated glucose
E16.2|Low blood sugar|hypoglycemia
*E66.9|Obesity|overweight, obese
E66.01|Severe obesity|morbid obesity, class 3 obesity
E66.3|Overweight|
*E03.9|Hypothyroidism|underactive thyroid, low thyroid, slow thyroid
E06.3|Hashimoto thyroiditis|autoimmune thyroiditis
E05.90|Hyperthyroidism|overactive thyroid, high thyroid
E05.00|Graves disease|
E04.1|Thyroid nodule|lump in thyroid
E04.9|Goiter|enlarged thyroid
E55.9|Vitamin D deficiency|low vitamin D
E53.8|Vitamin B12 deficiency|low B12, B vitamin deficiency
E87.6|Low potassium|hypokalemia
E87.5|High potassium|hyperkalemia
E87.1|Low sodium|hyponatremia
E83.52|High calcium|hypercalcemia
E86.0|Dehydration|
E28.2|Polycystic ovary syndrome|PCOS, polycystic ovaries
E29.1|Low testosterone|hypogonadism, low T
E88.810|Metabolic syndrome|insulin resistance
I25.10|Coronary artery disease|CAD, heart disease, blocked arteries, coronary disease, ischemic heart disease
I25.2|Old heart attack|old MI, previous heart attack, history of myocardial infarction
I21.9|Heart attack, acute|MI, myocardial infarction
I20.9|Angina|chest pain from the heart
*I48.91|Atrial fibrillation|AF, afib, a-fib, irregular heartbeat
I48.0|Paroxysmal atrial fibrillation|afib that comes and goes
I48.92|Atrial flutter|
I50.9|Heart failure|CHF, congestive heart failure, weak heart
I50.22|Chronic systolic heart failure|HFrEF, heart failure with reduced ejection fraction
I50.32|Chronic diastolic heart failure|HFpEF, heart failure with preserved ejection fraction
I49.3|Premature ventricular beats|PVC, extra beats, skipped beats
R00.2|Palpitations|racing heart, heart fluttering, heart pounding
R00.0|Fast heartbeat|tachycardia
R00.1|Slow heartbeat|bradycardia
R01.1|Heart murmur|cardiac murmur
I35.0|Aortic stenosis|narrow valve
I34.0|Mitral regurgitation|leaky valve
I73.9|Peripheral artery disease|PAD, poor circulation, claudication
I65.29|Carotid artery narrowing|carotid stenosis
I82.409|Deep vein thrombosis of leg|DVT, blood clot in leg
I26.99|Pulmonary embolism|PE, blood clot in lung
I83.90|Varicose veins|
I87.2|Venous insufficiency|leg swelling from veins
I63.9|Stroke|CVA, cerebrovascular accident, cerebral infarction
G45.9|Transient ischemic attack|TIA, mini stroke
Z86.73|History of stroke or TIA|old stroke
R55|Fainting|syncope, passed out, collapse
*R07.9|Chest pain|pain in chest
R07.89|Chest wall pain|costochondral pain, musculoskeletal chest pain
R07.2|Pain over the heart|precordial pain
*R06.02|Shortness of breath|SOB, dyspnea, breathless, trouble breathing
R06.2|Wheezing|wheeze
R60.0|Leg swelling|edema, swollen ankles, swollen legs
*J06.9|Common cold|URI, upper respiratory infection, cold, head cold, viral URI
J00|Acute nasopharyngitis|runny nose, cold, coryza
*J02.9|Sore throat|pharyngitis, throat pain
J02.0|Strep throat|streptococcal pharyngitis, strep, strep pharyngitis
J03.90|Tonsillitis|swollen tonsils
*J01.90|Sinus infection|sinusitis, acute sinusitis
J32.9|Chronic sinusitis|
*J20.9|Acute bronchitis|chest cold, bronchitis
J40|Bronchitis|
J18.9|Pneumonia|lung infection, community acquired pneumonia, CAP
J11.1|Influenza|flu, grippe
J10.1|Influenza, confirmed|flu positive
*U07.1|COVID-19|covid, coronavirus, SARS-CoV-2
J21.9|Bronchiolitis|RSV
J05.0|Croup|barking cough
R05.9|Cough|coughing
R05.3|Chronic cough|cough that will not go away
R05.1|Acute cough|
*J30.9|Allergic rhinitis|hay fever, allergies, nasal allergies
J30.2|Seasonal allergies|hay fever, pollen allergy, seasonal allergic rhinitis
R09.81|Stuffy nose|nasal congestion
R04.0|Nosebleed|epistaxis
*J45.909|Asthma|reactive airway
J45.901|Asthma attack|asthma exacerbation, asthma flare
J45.20|Mild intermittent asthma|
J45.30|Mild persistent asthma|
J45.40|Moderate persistent asthma|
J45.50|Severe persistent asthma|
J45.990|Exercise-induced asthma|exercise induced bronchospasm
*J44.9|COPD|chronic obstructive pulmonary disease, emphysema, smoker's lung, COLD
J44.1|COPD flare|COPD exacerbation, acute exacerbation
J43.9|Emphysema|
R91.1|Lung nodule|spot on lung, pulmonary nodule
*K21.9|Acid reflux|GERD, heartburn, reflux, gastroesophageal reflux
K21.00|Acid reflux with esophagitis|GERD with esophagitis
K29.70|Gastritis|stomach inflammation
K27.9|Peptic ulcer|stomach ulcer
R10.13|Pain in the upper belly|epigastric pain, stomach pain
*R10.9|Abdominal pain|belly pain, stomach ache, tummy ache, bellyache
R10.84|Abdominal pain all over|generalized abdominal pain
R10.31|Right lower belly pain|RLQ pain
R10.11|Right upper belly pain|RUQ pain
R11.2|Nausea with vomiting|throwing up, sick to stomach
R11.0|Nausea|sick to stomach, queasy
*R19.7|Diarrhea|loose stools, the runs
A09|Stomach flu|gastroenteritis, infectious diarrhea
A08.4|Viral gastroenteritis|stomach bug, stomach flu
*K59.00|Constipation|hard stools, can't poop
K59.04|Chronic constipation|idiopathic constipation
K58.9|Irritable bowel syndrome|IBS, spastic colon
K58.0|Irritable bowel syndrome with diarrhea|IBS-D
K57.30|Diverticulosis|pouches in colon
K57.32|Diverticulitis|
K50.90|Crohn disease|Crohn's, regional enteritis
K51.90|Ulcerative colitis|UC
K64.9|Hemorrhoids|piles
K60.2|Anal fissure|tear
K62.5|Rectal bleeding|blood in stool, bleeding from bottom
K92.1|Black stool|melena, tarry stool
K80.20|Gallstones|cholelithiasis, stones in gallbladder
K76.0|Fatty liver|NAFLD, hepatic steatosis, MASLD
K74.60|Cirrhosis of liver|
K70.30|Alcoholic cirrhosis|
B18.2|Hepatitis C, chronic|hep C, HCV
B18.1|Hepatitis B, chronic|hep B, HBV
R74.01|Abnormal liver tests|elevated liver enzymes, transaminitis, high LFT
K90.0|Celiac disease|gluten intolerance, sprue
E73.9|Lactose intolerance|milk intolerance
K40.90|Inguinal hernia|groin hernia, rupture
K42.9|Umbilical hernia|belly button hernia
K44.9|Hiatal hernia|
R13.10|Trouble swallowing|dysphagia
K52.9|Colitis|noninfectious gastroenteritis
*N39.0|Urinary tract infection|UTI, bladder infection, urine infection
N30.00|Acute cystitis|bladder infection, cystitis
N30.01|Acute cystitis with blood|bladder infection with blood
N10|Kidney infection|pyelonephritis
N20.0|Kidney stone|renal stone, nephrolithiasis
N23|Kidney colic|renal colic
R31.9|Blood in urine|hematuria
R31.0|Visible blood in urine|gross hematuria
R30.0|Painful urination|dysuria, burning urine, burns to pee
R35.0|Frequent urination|urinary frequency, peeing a lot
R32|Urinary incontinence|leaking urine
N39.3|Stress incontinence|leaks with cough
N39.41|Urge incontinence|
N32.81|Overactive bladder|OAB
N39.44|Bed wetting|nocturnal enuresis
R80.9|Protein in urine|proteinuria
N18.9|Chronic kidney disease|CKD, kidney disease, renal failure
N18.2|Chronic kidney disease stage 2|CKD 2
N18.30|Chronic kidney disease stage 3|CKD 3
N18.31|Chronic kidney disease stage 3a|CKD 3a
N18.32|Chronic kidney disease stage 3b|CKD 3b
N18.4|Chronic kidney disease stage 4|CKD 4
N18.5|Chronic kidney disease stage 5|CKD 5
N28.1|Kidney cyst|renal cyst
*D64.9|Anemia|low blood, low hemoglobin
D50.9|Iron deficiency anemia|low iron, iron deficiency
D50.0|Iron deficiency anemia from blood loss|
D51.0|Pernicious anemia|
D63.1|Anemia in chronic kidney disease|
D69.6|Low platelets|thrombocytopenia
D72.829|High white count|leukocytosis
D70.9|Low neutrophils|neutropenia
R59.9|Swollen glands|enlarged lymph nodes, lymphadenopathy
R59.0|Swollen gland in one place|localized lymphadenopathy
`
