/**
 * Problems of mind and nerves, joints, skin, eyes and ears, of women and men, injuries, and symptoms: the same form as
 * `conditions-body.ts`.
 */
export const personConditions = `
*F41.9|Anxiety|nerves, anxious, worry
F41.1|Generalized anxiety disorder|GAD
F41.0|Panic disorder|panic attacks
F40.10|Social anxiety|social phobia
*F32.A|Depression|depressed, feeling low, the blues
F32.0|Major depression, single episode, mild|MDD mild
F32.1|Major depression, single episode, moderate|MDD moderate
F32.2|Major depression, single episode, severe|MDD severe
F32.9|Major depression, single episode|MDD
F33.0|Major depression, recurrent, mild|
*F33.1|Major depression, recurrent, moderate|
F33.2|Major depression, recurrent, severe|
F33.9|Major depression, recurrent|
F33.42|Major depression, recurrent, in full remission|
F34.1|Dysthymia|persistent depressive disorder
F53.0|Postpartum depression|
F31.9|Bipolar disorder|manic depression
F43.10|Post-traumatic stress disorder|PTSD
F43.20|Adjustment disorder|stress reaction
F43.23|Adjustment disorder with anxiety and depression|
F43.9|Stress|stress reaction
F42.9|Obsessive-compulsive disorder|OCD
F90.9|ADHD|attention deficit, ADD
F90.2|ADHD, combined type|attention deficit hyperactivity
F90.0|ADHD, mainly inattentive|ADD
F84.0|Autism spectrum disorder|autism, ASD
F80.1|Speech delay|expressive language disorder, late talker
*G47.00|Insomnia|trouble sleeping, can't sleep, sleeplessness
G47.33|Obstructive sleep apnea|OSA, sleep apnea, snoring
G25.81|Restless legs|RLS
R53.83|Fatigue|tired, tiredness, no energy
R53.1|Weakness|
*F17.210|Cigarette smoking|nicotine dependence, smoker, tobacco use, smoking
F17.200|Nicotine dependence|tobacco dependence
F17.290|Vaping|e-cigarettes, nicotine dependence other product
Z87.891|Former smoker|history of smoking, ex-smoker
F10.10|Alcohol misuse|alcohol abuse, drinking problem
F10.20|Alcohol dependence|alcoholism, alcohol use disorder
F10.21|Alcohol dependence in remission|sober
F11.20|Opioid dependence|opioid use disorder, OUD
F12.10|Cannabis misuse|marijuana use
*G43.909|Migraine|sick headache
G43.009|Migraine without aura|common migraine
G43.109|Migraine with aura|classic migraine
G44.209|Tension headache|
*R51.9|Headache|head pain
*R42|Dizziness|vertigo, lightheaded, giddy
H81.10|Positional vertigo|BPPV, benign paroxysmal positional vertigo
G40.909|Epilepsy|seizure disorder
R56.9|Seizure|convulsion, fit
G62.9|Nerve damage (polyneuropathy)|neuropathy, peripheral neuropathy
R20.2|Tingling|pins and needles, numbness, paresthesia
R20.0|Numbness|loss of feeling
R25.1|Tremor|shaking
G56.01|Carpal tunnel, right|carpal tunnel syndrome
G56.02|Carpal tunnel, left|carpal tunnel syndrome
G56.00|Carpal tunnel|carpal tunnel syndrome
G51.0|Bell palsy|facial droop, Bell's palsy
G30.9|Alzheimer disease|
F03.90|Dementia|memory loss, senility
R41.3|Memory loss|forgetful, amnesia
G31.84|Mild cognitive impairment|MCI
B02.9|Shingles|zoster, herpes zoster
B02.29|Nerve pain after shingles|postherpetic neuralgia
*M54.50|Low back pain|lumbago, backache, lower back pain, back pain
M54.2|Neck pain|cervicalgia
M54.6|Mid back pain|thoracic back pain
M54.16|Pinched nerve in the lower back|lumbar radiculopathy, sciatica
M54.12|Pinched nerve in the neck|cervical radiculopathy
M54.31|Sciatica, right|
M54.32|Sciatica, left|
S39.012A|Strained lower back|back strain, pulled back muscle
M47.816|Arthritis of the lower back|lumbar spondylosis
M48.061|Lumbar spinal stenosis|narrow spinal canal
M62.830|Back muscle spasm|
M79.10|Muscle pain|myalgia
M79.7|Fibromyalgia|
*M25.50|Joint pain|arthralgia
M25.561|Knee pain, right|pain in right knee
M25.562|Knee pain, left|pain in left knee
M25.511|Shoulder pain, right|
M25.512|Shoulder pain, left|
M25.551|Hip pain, right|
M25.552|Hip pain, left|
M25.571|Ankle pain, right|
M25.572|Ankle pain, left|
M79.671|Foot pain, right|
M79.672|Foot pain, left|
M79.604|Leg pain, right|
M79.605|Leg pain, left|
M79.641|Hand pain, right|
M79.642|Hand pain, left|
M17.0|Arthritis of both knees|osteoarthritis of knees, OA
M17.11|Arthritis of the right knee|osteoarthritis of knee, OA
M17.12|Arthritis of the left knee|osteoarthritis of knee, OA
M16.11|Arthritis of the right hip|osteoarthritis of hip
M16.12|Arthritis of the left hip|osteoarthritis of hip
*M19.90|Osteoarthritis|arthritis, OA, wear and tear, degenerative joint disease, DJD
M06.9|Rheumatoid arthritis|RA
M10.9|Gout|
M81.0|Osteoporosis|thin bones, brittle bones
M85.80|Low bone density|osteopenia
M75.101|Rotator cuff tear, right|
M75.102|Rotator cuff tear, left|
M75.41|Shoulder impingement, right|
M75.42|Shoulder impingement, left|
M75.00|Frozen shoulder|adhesive capsulitis
M77.11|Tennis elbow, right|lateral epicondylitis
M77.12|Tennis elbow, left|lateral epicondylitis
M70.61|Hip bursitis, right|trochanteric bursitis
M70.62|Hip bursitis, left|trochanteric bursitis
M72.2|Plantar fasciitis|heel pain
M65.30|Trigger finger|
M32.9|Lupus|SLE
M35.3|Polymyalgia rheumatica|PMR
R26.89|Trouble walking|unsteady gait
R29.6|Repeated falls|falls, keeps falling
S93.401A|Sprained ankle, right|twisted ankle
S93.402A|Sprained ankle, left|twisted ankle
S83.91XA|Sprained knee, right|
S83.92XA|Sprained knee, left|
S06.0X0A|Concussion|head injury
S09.90XA|Head injury|bump on head
T14.8XXA|Injury|wound, scrape
S61.419A|Cut on the hand|laceration of hand
*L03.90|Cellulitis|skin infection
L03.115|Cellulitis of the right leg|
L03.116|Cellulitis of the left leg|
L02.91|Abscess|boil
L01.00|Impetigo|
*L30.9|Dermatitis|eczema, skin rash
L20.9|Eczema|atopic dermatitis
*R21|Rash|skin eruption
L23.7|Poison ivy|poison oak, plant dermatitis
L25.9|Contact dermatitis|
L50.9|Hives|urticaria
L29.9|Itching|pruritus, itchy
L70.0|Acne|pimples
L71.9|Rosacea|
L40.0|Psoriasis|plaque psoriasis
L21.9|Seborrheic dermatitis|dandruff
L57.0|Actinic keratosis|sun spots, precancer
L82.1|Seborrheic keratosis|age spot
D22.9|Mole|nevus
D23.9|Benign skin growth|
L72.0|Skin cyst|epidermal cyst
L98.9|Skin lesion|skin spot
B07.9|Warts|viral wart
B35.1|Nail fungus|onychomycosis
B35.3|Athlete's foot|tinea pedis
B35.4|Ringworm|tinea corporis
B35.6|Jock itch|tinea cruris
B37.2|Yeast infection of the skin|candidiasis of skin
B00.1|Cold sore|fever blister, herpes labialis
B86|Scabies|
B85.0|Head lice|
L60.0|Ingrown toenail|
L65.9|Hair loss|alopecia
T78.40XA|Allergic reaction|
Z91.010|Peanut allergy|
Z88.0|Penicillin allergy|allergic to penicillin
*H66.90|Ear infection|otitis media, middle ear infection
H66.91|Ear infection, right|otitis media
H66.92|Ear infection, left|otitis media
H66.93|Ear infection, both|otitis media
H60.90|Swimmer's ear|otitis externa, outer ear infection
H61.20|Ear wax|impacted cerumen, cerumen impaction
H61.23|Ear wax, both ears|impacted cerumen
H92.01|Earache, right|ear pain
H92.02|Earache, left|ear pain
H93.19|Ringing in the ears|tinnitus
H91.90|Hearing loss|deafness
H10.9|Pink eye|conjunctivitis
H10.13|Allergic pink eye|allergic conjunctivitis
H00.019|Stye|hordeolum
H04.129|Dry eye|
H40.9|Glaucoma|
H26.9|Cataract|
H53.8|Blurred vision|blurry vision
K08.89|Toothache|tooth pain
K12.0|Canker sore|mouth ulcer, aphthous ulcer
*N76.0|Vaginitis|vaginal infection, bacterial vaginosis, BV
B37.31|Vaginal yeast infection|yeast infection, candida
B37.0|Thrush|oral thrush, white tongue
N89.8|Vaginal discharge|
N92.0|Heavy periods|menorrhagia
N92.6|Irregular periods|irregular menstruation
N93.9|Abnormal vaginal bleeding|spotting
N94.6|Painful periods|cramps, dysmenorrhea
N91.2|Missed periods|amenorrhea, no period
N95.1|Menopause|hot flashes, menopausal symptoms
N95.2|Vaginal dryness|atrophic vaginitis
N80.9|Endometriosis|
D25.9|Fibroids|uterine leiomyoma
N63.0|Breast lump|lump in breast
N64.4|Breast pain|mastalgia
R87.610|Abnormal Pap, ASC-US|abnormal pap smear
N97.9|Female infertility|
Z33.1|Pregnant|pregnancy
Z34.90|Normal pregnancy|prenatal visit
Z32.01|Positive pregnancy test|
Z32.02|Negative pregnancy test|
Z39.2|Postpartum visit|after birth
*Z30.9|Contraception|birth control
Z30.41|Birth control pills|contraceptive pill check
Z30.011|Starting birth control pills|
Z30.430|IUD insertion|
Z97.5|Has an IUD|intrauterine device
N40.0|Enlarged prostate|BPH, benign prostatic hyperplasia
N40.1|Enlarged prostate with urinary symptoms|BPH with LUTS
N41.0|Acute prostatitis|prostate infection
R97.20|High PSA|elevated PSA
N52.9|Erectile dysfunction|ED, impotence
N50.819|Testicle pain|
A60.9|Genital herpes|
A56.2|Chlamydia|
A54.9|Gonorrhea|
A53.9|Syphilis|
B20|HIV disease|AIDS
B27.90|Mono|infectious mononucleosis, glandular fever
A69.20|Lyme disease|
B34.9|Viral infection|virus
R50.9|Fever|temperature, febrile
R68.83|Chills|
R61|Night sweats|sweating
R63.4|Weight loss|losing weight
R63.5|Weight gain|
R63.0|Poor appetite|anorexia
R52|Pain|
G89.29|Chronic pain|
G89.4|Chronic pain syndrome|
C50.919|Breast cancer|
Z85.3|History of breast cancer|
C61|Prostate cancer|
Z85.46|History of prostate cancer|
C18.9|Colon cancer|
Z85.038|History of colon cancer|
C34.90|Lung cancer|
C44.91|Basal cell skin cancer|BCC
C43.9|Melanoma|
K63.5|Colon polyp|
Z86.0100|History of colon polyps|
`
