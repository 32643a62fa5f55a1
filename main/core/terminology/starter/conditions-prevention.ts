/** Reasons for a visit that are no illness, and what belongs to prevention: the same form as `conditions-body.ts`. */
export const preventionConditions = `
*Z00.00|Annual physical|wellness visit, checkup, adult physical, annual exam, preventive visit
Z00.01|Annual physical with abnormal findings|wellness visit with findings
*Z00.129|Well child visit|child checkup, well child check, WCC
Z00.121|Well child visit with abnormal findings|child checkup with findings
Z00.110|Newborn check, under 8 days|newborn visit
Z00.111|Newborn check, 8 to 28 days|newborn visit
Z01.419|Well woman exam|gynecological exam, pap visit
Z01.818|Pre-op exam|preoperative clearance
Z02.5|Sports physical|
Z02.0|School physical|
Z02.1|Work physical|pre-employment exam
Z02.4|Driver's license exam|DOT physical
*Z23|Vaccination|immunization, shots, vaccine, needs flu shot
Z28.21|Vaccine refused|declined immunization
Z12.11|Colon cancer screening|colonoscopy due, FIT
Z12.31|Breast cancer screening|mammogram
Z12.4|Cervical cancer screening|pap smear
Z12.5|Prostate cancer screening|PSA screening
Z12.2|Lung cancer screening|low dose CT
Z13.220|Cholesterol screening|lipid screening
Z13.1|Diabetes screening|
Z13.820|Osteoporosis screening|bone density
Z11.3|Screening for sexually transmitted infections|STI screening, STD check
Z11.4|HIV screening|
Z11.59|Hepatitis C screening|viral disease screening
Z11.1|TB screening|tuberculosis test
Z13.31|Depression screening|PHQ-9
Z20.822|COVID-19 exposure|contact with COVID
Z20.2|Exposure to a sexually transmitted infection|STI exposure
Z71.3|Dietary counseling|nutrition
Z71.6|Help to stop smoking|tobacco counseling
Z72.0|Tobacco use|
Z79.4|Takes insulin|long term insulin
Z79.01|Takes a blood thinner|long term anticoagulant
Z79.84|Takes diabetes pills|long term oral hypoglycemic
Z79.899|Takes other long-term medicine|medication monitoring, drug therapy
Z51.81|Drug level monitoring|INR check, medication monitoring
Z76.0|Medication refill|prescription refill
Z09|Follow-up after treatment|follow up
Z48.02|Stitches out|suture removal
Z80.3|Family history of breast cancer|
Z80.0|Family history of colon cancer|
Z82.49|Family history of heart disease|
Z83.3|Family history of diabetes|
Z68.41|BMI 40 to 44|
Z63.0|Relationship problems|
Z59.00|Homeless|
Z60.2|Lives alone|
Z74.1|Needs help with care|
Z91.81|History of falls|
Z66|Do not resuscitate|DNR
Z95.5|Has a coronary stent|
Z95.0|Has a pacemaker|
Z96.651|Has a right artificial knee|knee replacement
Z96.652|Has a left artificial knee|knee replacement
Z96.641|Has a right artificial hip|hip replacement
Z96.642|Has a left artificial hip|hip replacement
Z90.710|No uterus or cervix|hysterectomy
Z90.49|No gallbladder|cholecystectomy
P92.5|Trouble breastfeeding|newborn feeding problem
R10.83|Colic|crying baby
L22|Diaper rash|diaper dermatitis
B08.4|Hand, foot and mouth disease|
B08.1|Molluscum|molluscum contagiosum
B05.9|Measles|rubeola
B01.9|Chickenpox|varicella
R62.50|Slow development|developmental delay
R62.51|Failure to thrive|not gaining weight
H52.13|Nearsighted|myopia
H54.7|Trouble seeing|vision loss
`
