/** Official titles, written by `tests/core/terminology/write-titles.ts` from the ICD-10-CM order file of fiscal year 2021 (CMS and NCHS,
 * public domain). */
export const personTitles = `
F41.9|Anxiety disorder, unspecified
F41.1|Generalized anxiety disorder
F41.0|Panic disorder [episodic paroxysmal anxiety]
F40.10|Social phobia, unspecified
F32.0|Major depressive disorder, single episode, mild
F32.1|Major depressive disorder, single episode, moderate
F32.2|Major depressive disorder, single episode, severe without psychotic features
F32.9|Major depressive disorder, single episode, unspecified
F33.0|Major depressive disorder, recurrent, mild
F33.1|Major depressive disorder, recurrent, moderate
F33.2|Major depressive disorder, recurrent severe without psychotic features
F33.9|Major depressive disorder, recurrent, unspecified
F33.42|Major depressive disorder, recurrent, in full remission
F34.1|Dysthymic disorder
F53.0|Postpartum depression
F31.9|Bipolar disorder, unspecified
F43.10|Post-traumatic stress disorder, unspecified
F43.20|Adjustment disorder, unspecified
F43.23|Adjustment disorder with mixed anxiety and depressed mood
F43.9|Reaction to severe stress, unspecified
F42.9|Obsessive-compulsive disorder, unspecified
F90.9|Attention-deficit hyperactivity disorder, unspecified type
F90.2|Attention-deficit hyperactivity disorder, combined type
F90.0|Attention-deficit hyperactivity disorder, predominantly inattentive type
F84.0|Autistic disorder
F80.1|Expressive language disorder
G47.00|Insomnia, unspecified
G47.33|Obstructive sleep apnea (adult) (pediatric)
G25.81|Restless legs syndrome
R53.83|Other fatigue
R53.1|Weakness
F17.210|Nicotine dependence, cigarettes, uncomplicated
F17.200|Nicotine dependence, unspecified, uncomplicated
F17.290|Nicotine dependence, other tobacco product, uncomplicated
Z87.891|Personal history of nicotine dependence
F10.10|Alcohol abuse, uncomplicated
F10.20|Alcohol dependence, uncomplicated
F10.21|Alcohol dependence, in remission
F11.20|Opioid dependence, uncomplicated
F12.10|Cannabis abuse, uncomplicated
G43.909|Migraine, unspecified, not intractable, without status migrainosus
G43.009|Migraine without aura, not intractable, without status migrainosus
G43.109|Migraine with aura, not intractable, without status migrainosus
G44.209|Tension-type headache, unspecified, not intractable
R51.9|Headache, unspecified
R42|Dizziness and giddiness
H81.10|Benign paroxysmal vertigo, unspecified ear
G40.909|Epilepsy, unspecified, not intractable, without status epilepticus
R56.9|Unspecified convulsions
G62.9|Polyneuropathy, unspecified
R20.2|Paresthesia of skin
R20.0|Anesthesia of skin
R25.1|Tremor, unspecified
G56.01|Carpal tunnel syndrome, right upper limb
G56.02|Carpal tunnel syndrome, left upper limb
G56.00|Carpal tunnel syndrome, unspecified upper limb
G51.0|Bell's palsy
G30.9|Alzheimer's disease, unspecified
F03.90|Unspecified dementia without behavioral disturbance
R41.3|Other amnesia
G31.84|Mild cognitive impairment, so stated
B02.9|Zoster without complications
B02.29|Other postherpetic nervous system involvement
M54.2|Cervicalgia
M54.6|Pain in thoracic spine
M54.16|Radiculopathy, lumbar region
M54.12|Radiculopathy, cervical region
M54.31|Sciatica, right side
M54.32|Sciatica, left side
S39.012A|Strain of muscle, fascia and tendon of lower back, initial encounter
M47.816|Spondylosis without myelopathy or radiculopathy, lumbar region
M48.061|Spinal stenosis, lumbar region without neurogenic claudication
M62.830|Muscle spasm of back
M79.10|Myalgia, unspecified site
M79.7|Fibromyalgia
M25.50|Pain in unspecified joint
M25.561|Pain in right knee
M25.562|Pain in left knee
M25.511|Pain in right shoulder
M25.512|Pain in left shoulder
M25.551|Pain in right hip
M25.552|Pain in left hip
M25.571|Pain in right ankle and joints of right foot
M25.572|Pain in left ankle and joints of left foot
M79.671|Pain in right foot
M79.672|Pain in left foot
M79.604|Pain in right leg
M79.605|Pain in left leg
M79.641|Pain in right hand
M79.642|Pain in left hand
M17.0|Bilateral primary osteoarthritis of knee
M17.11|Unilateral primary osteoarthritis, right knee
M17.12|Unilateral primary osteoarthritis, left knee
M16.11|Unilateral primary osteoarthritis, right hip
M16.12|Unilateral primary osteoarthritis, left hip
M19.90|Unspecified osteoarthritis, unspecified site
M06.9|Rheumatoid arthritis, unspecified
M10.9|Gout, unspecified
M81.0|Age-related osteoporosis without current pathological fracture
M85.80|Other specified disorders of bone density and structure, unspecified site
M75.101|Unspecified rotator cuff tear or rupture of right shoulder, not specified as traumatic
M75.102|Unspecified rotator cuff tear or rupture of left shoulder, not specified as traumatic
M75.41|Impingement syndrome of right shoulder
M75.42|Impingement syndrome of left shoulder
M75.00|Adhesive capsulitis of unspecified shoulder
M77.11|Lateral epicondylitis, right elbow
M77.12|Lateral epicondylitis, left elbow
M70.61|Trochanteric bursitis, right hip
M70.62|Trochanteric bursitis, left hip
M72.2|Plantar fascial fibromatosis
M65.30|Trigger finger, unspecified finger
M32.9|Systemic lupus erythematosus, unspecified
M35.3|Polymyalgia rheumatica
R26.89|Other abnormalities of gait and mobility
R29.6|Repeated falls
S93.401A|Sprain of unspecified ligament of right ankle, initial encounter
S93.402A|Sprain of unspecified ligament of left ankle, initial encounter
S83.91XA|Sprain of unspecified site of right knee, initial encounter
S83.92XA|Sprain of unspecified site of left knee, initial encounter
S06.0X0A|Concussion without loss of consciousness, initial encounter
S09.90XA|Unspecified injury of head, initial encounter
T14.8XXA|Other injury of unspecified body region, initial encounter
S61.419A|Laceration without foreign body of unspecified hand, initial encounter
L03.90|Cellulitis, unspecified
L03.115|Cellulitis of right lower limb
L03.116|Cellulitis of left lower limb
L02.91|Cutaneous abscess, unspecified
L01.00|Impetigo, unspecified
L30.9|Dermatitis, unspecified
L20.9|Atopic dermatitis, unspecified
R21|Rash and other nonspecific skin eruption
L23.7|Allergic contact dermatitis due to plants, except food
L25.9|Unspecified contact dermatitis, unspecified cause
L50.9|Urticaria, unspecified
L29.9|Pruritus, unspecified
L70.0|Acne vulgaris
L71.9|Rosacea, unspecified
L40.0|Psoriasis vulgaris
L21.9|Seborrheic dermatitis, unspecified
L57.0|Actinic keratosis
L82.1|Other seborrheic keratosis
D22.9|Melanocytic nevi, unspecified
D23.9|Other benign neoplasm of skin, unspecified
L72.0|Epidermal cyst
L98.9|Disorder of the skin and subcutaneous tissue, unspecified
B07.9|Viral wart, unspecified
B35.1|Tinea unguium
B35.3|Tinea pedis
B35.4|Tinea corporis
B35.6|Tinea cruris
B37.2|Candidiasis of skin and nail
B00.1|Herpesviral vesicular dermatitis
B86|Scabies
B85.0|Pediculosis due to Pediculus humanus capitis
L60.0|Ingrowing nail
L65.9|Nonscarring hair loss, unspecified
T78.40XA|Allergy, unspecified, initial encounter
Z91.010|Allergy to peanuts
Z88.0|Allergy status to penicillin
H66.90|Otitis media, unspecified, unspecified ear
H66.91|Otitis media, unspecified, right ear
H66.92|Otitis media, unspecified, left ear
H66.93|Otitis media, unspecified, bilateral
H60.90|Unspecified otitis externa, unspecified ear
H61.20|Impacted cerumen, unspecified ear
H61.23|Impacted cerumen, bilateral
H92.01|Otalgia, right ear
H92.02|Otalgia, left ear
H93.19|Tinnitus, unspecified ear
H91.90|Unspecified hearing loss, unspecified ear
H10.9|Unspecified conjunctivitis
H10.13|Acute atopic conjunctivitis, bilateral
H00.019|Hordeolum externum unspecified eye, unspecified eyelid
H04.129|Dry eye syndrome of unspecified lacrimal gland
H40.9|Unspecified glaucoma
H26.9|Unspecified cataract
H53.8|Other visual disturbances
K08.89|Other specified disorders of teeth and supporting structures
K12.0|Recurrent oral aphthae
N76.0|Acute vaginitis
B37.0|Candidal stomatitis
N89.8|Other specified noninflammatory disorders of vagina
N92.0|Excessive and frequent menstruation with regular cycle
N92.6|Irregular menstruation, unspecified
N93.9|Abnormal uterine and vaginal bleeding, unspecified
N94.6|Dysmenorrhea, unspecified
N91.2|Amenorrhea, unspecified
N95.1|Menopausal and female climacteric states
N95.2|Postmenopausal atrophic vaginitis
N80.9|Endometriosis, unspecified
D25.9|Leiomyoma of uterus, unspecified
N63.0|Unspecified lump in unspecified breast
N64.4|Mastodynia
R87.610|Atypical squamous cells of undetermined significance on cytologic smear of cervix (ASC-US)
N97.9|Female infertility, unspecified
Z33.1|Pregnant state, incidental
Z34.90|Encounter for supervision of normal pregnancy, unspecified, unspecified trimester
Z32.01|Encounter for pregnancy test, result positive
Z32.02|Encounter for pregnancy test, result negative
Z39.2|Encounter for routine postpartum follow-up
Z30.9|Encounter for contraceptive management, unspecified
Z30.41|Encounter for surveillance of contraceptive pills
Z30.011|Encounter for initial prescription of contraceptive pills
Z30.430|Encounter for insertion of intrauterine contraceptive device
Z97.5|Presence of (intrauterine) contraceptive device
N40.0|Benign prostatic hyperplasia without lower urinary tract symptoms
N40.1|Benign prostatic hyperplasia with lower urinary tract symptoms
N41.0|Acute prostatitis
R97.20|Elevated prostate specific antigen [PSA]
N52.9|Male erectile dysfunction, unspecified
N50.819|Testicular pain, unspecified
A60.9|Anogenital herpesviral infection, unspecified
A56.2|Chlamydial infection of genitourinary tract, unspecified
A54.9|Gonococcal infection, unspecified
A53.9|Syphilis, unspecified
B20|Human immunodeficiency virus [HIV] disease
B27.90|Infectious mononucleosis, unspecified without complication
A69.20|Lyme disease, unspecified
B34.9|Viral infection, unspecified
R50.9|Fever, unspecified
R68.83|Chills (without fever)
R61|Generalized hyperhidrosis
R63.4|Abnormal weight loss
R63.5|Abnormal weight gain
R63.0|Anorexia
R52|Pain, unspecified
G89.29|Other chronic pain
G89.4|Chronic pain syndrome
C50.919|Malignant neoplasm of unspecified site of unspecified female breast
Z85.3|Personal history of malignant neoplasm of breast
C61|Malignant neoplasm of prostate
Z85.46|Personal history of malignant neoplasm of prostate
C18.9|Malignant neoplasm of colon, unspecified
Z85.038|Personal history of other malignant neoplasm of large intestine
C34.90|Malignant neoplasm of unspecified part of unspecified bronchus or lung
C44.91|Basal cell carcinoma of skin, unspecified
C43.9|Malignant melanoma of skin, unspecified
K63.5|Polyp of colon
`
