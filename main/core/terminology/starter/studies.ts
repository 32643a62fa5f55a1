/**
 * Imaging, tests done at the clinic or elsewhere, and referrals: name | kind | other names. A kind `imaging sided` needs a
 * side. They carry no code: LOINC's radiology names and SNOMED CT's procedures differ by protocol, and a wrong code is
 * worse than the words, which every imaging department reads. `*` marks the commonest.
 */
export const studyLines = `
*Chest X-ray, 2 views|imaging|CXR, chest film, chest radiograph
Abdominal X-ray|imaging|KUB, belly x-ray
Lumbar spine X-ray|imaging|low back x-ray, L-spine
Cervical spine X-ray|imaging|neck x-ray, C-spine
Knee X-ray, 3 views|imaging sided|knee film
Hip X-ray, 2 views|imaging sided|hip film
Ankle X-ray, 3 views|imaging sided|ankle film
Foot X-ray, 3 views|imaging sided|foot film
Shoulder X-ray, 3 views|imaging sided|shoulder film
Wrist X-ray, 3 views|imaging sided|wrist film
Hand X-ray, 3 views|imaging sided|hand film
Elbow X-ray|imaging sided|elbow film
*Mammogram, screening, both breasts|imaging|breast cancer screening, mammography
Mammogram, diagnostic|imaging sided|breast lump imaging
Breast ultrasound|imaging sided|breast sono
*DXA bone density|imaging|DEXA, bone density scan, osteoporosis test
Abdominal ultrasound|imaging|belly ultrasound, abdominal sono
Right upper quadrant ultrasound|imaging|gallbladder ultrasound, RUQ ultrasound, liver ultrasound
Kidney and bladder ultrasound|imaging|renal ultrasound
Pelvic ultrasound|imaging|transvaginal ultrasound, uterus ultrasound
Thyroid ultrasound|imaging|neck ultrasound
Scrotal ultrasound|imaging|testicular ultrasound
Leg vein ultrasound|imaging sided|venous duplex, DVT ultrasound, doppler
Carotid ultrasound|imaging|carotid duplex
Abdominal aorta ultrasound|imaging|AAA screening
CT head without contrast|imaging|head CT, brain CT, cat scan head
CT chest with contrast|imaging|chest CT, cat scan chest
Low-dose CT chest, lung cancer screening|imaging|LDCT, lung screening
CT abdomen and pelvis with contrast|imaging|belly CT, cat scan abdomen
CT abdomen and pelvis without contrast|imaging|kidney stone CT
CT sinuses|imaging|sinus CT
MRI brain without contrast|imaging|brain MRI, head MRI
MRI lumbar spine without contrast|imaging|low back MRI
MRI cervical spine without contrast|imaging|neck MRI
MRI knee without contrast|imaging sided|knee MRI
MRI shoulder without contrast|imaging sided|shoulder MRI
Coronary calcium score CT|imaging|heart scan, CAC
*ECG, 12 leads|procedure|EKG, electrocardiogram
Echocardiogram|procedure|echo, heart ultrasound, TTE
Exercise stress test|procedure|treadmill, stress ECG
Holter monitor, 48 hours|procedure|heart monitor
Spirometry|procedure|lung function, breathing test, PFT
Home sleep study|procedure|sleep apnea test
Colonoscopy|procedure|colon cancer screening, scope
Diabetic eye exam|referral|retinal exam, eye doctor
Referral to cardiology|referral|heart doctor, cardiologist
Referral to gastroenterology|referral|GI, stomach doctor
Referral to dermatology|referral|skin doctor, dermatologist
*Referral to physical therapy|referral|PT, physio, rehab
Referral to orthopedics|referral|bone doctor, ortho, surgeon
Referral to neurology|referral|nerve doctor, neurologist
Referral to endocrinology|referral|diabetes doctor, thyroid doctor
Referral to nephrology|referral|kidney doctor
Referral to pulmonology|referral|lung doctor
Referral to rheumatology|referral|arthritis doctor
Referral to urology|referral|urologist
Referral to obstetrics and gynecology|referral|OB, GYN, women's health
Referral to ophthalmology|referral|eye doctor
Referral to ear, nose and throat|referral|ENT
Referral to general surgery|referral|surgeon
Referral to hematology and oncology|referral|cancer doctor, blood doctor
Referral to psychiatry|referral|psychiatrist
*Referral to behavioral health|referral|therapy, counseling, psychologist, therapist
Referral to podiatry|referral|foot doctor
Referral to allergy and immunology|referral|allergist
Referral to audiology|referral|hearing test
Referral to nutrition|referral|dietitian, diabetes education
Referral to pain management|referral|pain clinic
Referral to sleep medicine|referral|sleep doctor
Referral to occupational therapy|referral|OT, hand therapy
Referral to speech therapy|referral|speech delay
Referral to social work|referral|social worker, case management
Referral to home health|referral|home nursing
`
