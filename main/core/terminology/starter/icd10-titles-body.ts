/** Official titles, written by `tests/core/terminology/write-titles.ts` from the ICD-10-CM order file of fiscal year 2021 (CMS and NCHS,
 * public domain). */
export const bodyTitles = `
I10|Essential (primary) hypertension
R03.0|Elevated blood-pressure reading, without diagnosis of hypertension
I11.0|Hypertensive heart disease with heart failure
I11.9|Hypertensive heart disease without heart failure
I12.9|Hypertensive chronic kidney disease with stage 1 through stage 4 chronic kidney disease, or unspecified chronic kidney disease
I13.0|Hypertensive heart and chronic kidney disease with heart failure and stage 1 through stage 4 chronic kidney disease, or unspecified chronic kidney disease
I95.1|Orthostatic hypotension
I95.9|Hypotension, unspecified
E78.5|Hyperlipidemia, unspecified
E78.00|Pure hypercholesterolemia, unspecified
E78.1|Pure hyperglyceridemia
E78.2|Mixed hyperlipidemia
E11.9|Type 2 diabetes mellitus without complications
E11.65|Type 2 diabetes mellitus with hyperglycemia
E11.22|Type 2 diabetes mellitus with diabetic chronic kidney disease
E11.21|Type 2 diabetes mellitus with diabetic nephropathy
E11.42|Type 2 diabetes mellitus with diabetic polyneuropathy
E11.40|Type 2 diabetes mellitus with diabetic neuropathy, unspecified
E11.319|Type 2 diabetes mellitus with unspecified diabetic retinopathy without macular edema
E11.621|Type 2 diabetes mellitus with foot ulcer
E11.649|Type 2 diabetes mellitus with hypoglycemia without coma
E11.51|Type 2 diabetes mellitus with diabetic peripheral angiopathy without gangrene
E11.69|Type 2 diabetes mellitus with other specified complication
E10.9|Type 1 diabetes mellitus without complications
E10.65|Type 1 diabetes mellitus with hyperglycemia
O24.419|Gestational diabetes mellitus in pregnancy, unspecified control
R73.03|Prediabetes
R73.9|Hyperglycemia, unspecified
E16.2|Hypoglycemia, unspecified
E66.9|Obesity, unspecified
E66.01|Morbid (severe) obesity due to excess calories
E66.3|Overweight
E03.9|Hypothyroidism, unspecified
E06.3|Autoimmune thyroiditis
E05.90|Thyrotoxicosis, unspecified without thyrotoxic crisis or storm
E05.00|Thyrotoxicosis with diffuse goiter without thyrotoxic crisis or storm
E04.1|Nontoxic single thyroid nodule
E04.9|Nontoxic goiter, unspecified
E55.9|Vitamin D deficiency, unspecified
E53.8|Deficiency of other specified B group vitamins
E87.6|Hypokalemia
E87.5|Hyperkalemia
E87.1|Hypo-osmolality and hyponatremia
E83.52|Hypercalcemia
E86.0|Dehydration
E28.2|Polycystic ovarian syndrome
E29.1|Testicular hypofunction
I25.10|Atherosclerotic heart disease of native coronary artery without angina pectoris
I25.2|Old myocardial infarction
I21.9|Acute myocardial infarction, unspecified
I20.9|Angina pectoris, unspecified
I48.91|Unspecified atrial fibrillation
I48.0|Paroxysmal atrial fibrillation
I48.92|Unspecified atrial flutter
I50.9|Heart failure, unspecified
I50.22|Chronic systolic (congestive) heart failure
I50.32|Chronic diastolic (congestive) heart failure
I49.3|Ventricular premature depolarization
R00.2|Palpitations
R00.0|Tachycardia, unspecified
R00.1|Bradycardia, unspecified
R01.1|Cardiac murmur, unspecified
I35.0|Nonrheumatic aortic (valve) stenosis
I34.0|Nonrheumatic mitral (valve) insufficiency
I73.9|Peripheral vascular disease, unspecified
I65.29|Occlusion and stenosis of unspecified carotid artery
I82.409|Acute embolism and thrombosis of unspecified deep veins of unspecified lower extremity
I26.99|Other pulmonary embolism without acute cor pulmonale
I83.90|Asymptomatic varicose veins of unspecified lower extremity
I87.2|Venous insufficiency (chronic) (peripheral)
I63.9|Cerebral infarction, unspecified
G45.9|Transient cerebral ischemic attack, unspecified
Z86.73|Personal history of transient ischemic attack (TIA), and cerebral infarction without residual deficits
R55|Syncope and collapse
R07.9|Chest pain, unspecified
R07.89|Other chest pain
R07.2|Precordial pain
R06.02|Shortness of breath
R06.2|Wheezing
R60.0|Localized edema
J06.9|Acute upper respiratory infection, unspecified
J00|Acute nasopharyngitis [common cold]
J02.9|Acute pharyngitis, unspecified
J02.0|Streptococcal pharyngitis
J03.90|Acute tonsillitis, unspecified
J01.90|Acute sinusitis, unspecified
J32.9|Chronic sinusitis, unspecified
J20.9|Acute bronchitis, unspecified
J40|Bronchitis, not specified as acute or chronic
J18.9|Pneumonia, unspecified organism
J11.1|Influenza due to unidentified influenza virus with other respiratory manifestations
J10.1|Influenza due to other identified influenza virus with other respiratory manifestations
U07.1|COVID-19
J21.9|Acute bronchiolitis, unspecified
J05.0|Acute obstructive laryngitis [croup]
J30.9|Allergic rhinitis, unspecified
J30.2|Other seasonal allergic rhinitis
R09.81|Nasal congestion
R04.0|Epistaxis
J45.909|Unspecified asthma, uncomplicated
J45.901|Unspecified asthma with (acute) exacerbation
J45.20|Mild intermittent asthma, uncomplicated
J45.30|Mild persistent asthma, uncomplicated
J45.40|Moderate persistent asthma, uncomplicated
J45.50|Severe persistent asthma, uncomplicated
J45.990|Exercise induced bronchospasm
J44.9|Chronic obstructive pulmonary disease, unspecified
J44.1|Chronic obstructive pulmonary disease with (acute) exacerbation
J43.9|Emphysema, unspecified
R91.1|Solitary pulmonary nodule
K21.9|Gastro-esophageal reflux disease without esophagitis
K21.00|Gastro-esophageal reflux disease with esophagitis, without bleeding
K29.70|Gastritis, unspecified, without bleeding
K27.9|Peptic ulcer, site unspecified, unspecified as acute or chronic, without hemorrhage or perforation
R10.13|Epigastric pain
R10.9|Unspecified abdominal pain
R10.84|Generalized abdominal pain
R10.31|Right lower quadrant pain
R10.11|Right upper quadrant pain
R11.2|Nausea with vomiting, unspecified
R11.0|Nausea
R19.7|Diarrhea, unspecified
A09|Infectious gastroenteritis and colitis, unspecified
A08.4|Viral intestinal infection, unspecified
K59.00|Constipation, unspecified
K59.04|Chronic idiopathic constipation
K58.9|Irritable bowel syndrome without diarrhea
K58.0|Irritable bowel syndrome with diarrhea
K57.30|Diverticulosis of large intestine without perforation or abscess without bleeding
K57.32|Diverticulitis of large intestine without perforation or abscess without bleeding
K50.90|Crohn's disease, unspecified, without complications
K51.90|Ulcerative colitis, unspecified, without complications
K64.9|Unspecified hemorrhoids
K60.2|Anal fissure, unspecified
K62.5|Hemorrhage of anus and rectum
K92.1|Melena
K80.20|Calculus of gallbladder without cholecystitis without obstruction
K76.0|Fatty (change of) liver, not elsewhere classified
K74.60|Unspecified cirrhosis of liver
K70.30|Alcoholic cirrhosis of liver without ascites
B18.2|Chronic viral hepatitis C
B18.1|Chronic viral hepatitis B without delta-agent
R74.01|Elevation of levels of liver transaminase levels
K90.0|Celiac disease
E73.9|Lactose intolerance, unspecified
K40.90|Unilateral inguinal hernia, without obstruction or gangrene, not specified as recurrent
K42.9|Umbilical hernia without obstruction or gangrene
K44.9|Diaphragmatic hernia without obstruction or gangrene
R13.10|Dysphagia, unspecified
K52.9|Noninfective gastroenteritis and colitis, unspecified
N39.0|Urinary tract infection, site not specified
N30.00|Acute cystitis without hematuria
N30.01|Acute cystitis with hematuria
N10|Acute pyelonephritis
N20.0|Calculus of kidney
N23|Unspecified renal colic
R31.9|Hematuria, unspecified
R31.0|Gross hematuria
R30.0|Dysuria
R35.0|Frequency of micturition
R32|Unspecified urinary incontinence
N39.3|Stress incontinence (female) (male)
N39.41|Urge incontinence
N32.81|Overactive bladder
N39.44|Nocturnal enuresis
R80.9|Proteinuria, unspecified
N18.9|Chronic kidney disease, unspecified
N18.2|Chronic kidney disease, stage 2 (mild)
N18.30|Chronic kidney disease, stage 3 unspecified
N18.31|Chronic kidney disease, stage 3a
N18.32|Chronic kidney disease, stage 3b
N18.4|Chronic kidney disease, stage 4 (severe)
N18.5|Chronic kidney disease, stage 5
N28.1|Cyst of kidney, acquired
D64.9|Anemia, unspecified
D50.9|Iron deficiency anemia, unspecified
D50.0|Iron deficiency anemia secondary to blood loss (chronic)
D51.0|Vitamin B12 deficiency anemia due to intrinsic factor deficiency
D63.1|Anemia in chronic kidney disease
D69.6|Thrombocytopenia, unspecified
D72.829|Elevated white blood cell count, unspecified
D70.9|Neutropenia, unspecified
R59.9|Enlarged lymph nodes, unspecified
R59.0|Localized enlarged lymph nodes
`
