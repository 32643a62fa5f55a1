/** Official titles, written by `tests/core/terminology/write-titles.ts` from the ICD-10-CM order file of fiscal year 2021 (CMS and NCHS,
 * public domain). */
export const preventionTitles = `
Z00.00|Encounter for general adult medical examination without abnormal findings
Z00.01|Encounter for general adult medical examination with abnormal findings
Z00.129|Encounter for routine child health examination without abnormal findings
Z00.121|Encounter for routine child health examination with abnormal findings
Z00.110|Health examination for newborn under 8 days old
Z00.111|Health examination for newborn 8 to 28 days old
Z01.419|Encounter for gynecological examination (general) (routine) without abnormal findings
Z01.818|Encounter for other preprocedural examination
Z02.5|Encounter for examination for participation in sport
Z02.0|Encounter for examination for admission to educational institution
Z02.1|Encounter for pre-employment examination
Z02.4|Encounter for examination for driving license
Z23|Encounter for immunization
Z28.21|Immunization not carried out because of patient refusal
Z12.11|Encounter for screening for malignant neoplasm of colon
Z12.31|Encounter for screening mammogram for malignant neoplasm of breast
Z12.4|Encounter for screening for malignant neoplasm of cervix
Z12.5|Encounter for screening for malignant neoplasm of prostate
Z12.2|Encounter for screening for malignant neoplasm of respiratory organs
Z13.220|Encounter for screening for lipoid disorders
Z13.1|Encounter for screening for diabetes mellitus
Z13.820|Encounter for screening for osteoporosis
Z11.3|Encounter for screening for infections with a predominantly sexual mode of transmission
Z11.4|Encounter for screening for human immunodeficiency virus [HIV]
Z11.59|Encounter for screening for other viral diseases
Z11.1|Encounter for screening for respiratory tuberculosis
Z13.31|Encounter for screening for depression
Z20.822|Contact with and (suspected) exposure to COVID-19
Z20.2|Contact with and (suspected) exposure to infections with a predominantly sexual mode of transmission
Z71.3|Dietary counseling and surveillance
Z71.6|Tobacco abuse counseling
Z72.0|Tobacco use
Z79.4|Long term (current) use of insulin
Z79.01|Long term (current) use of anticoagulants
Z79.84|Long term (current) use of oral hypoglycemic drugs
Z79.899|Other long term (current) drug therapy
Z51.81|Encounter for therapeutic drug level monitoring
Z76.0|Encounter for issue of repeat prescription
Z09|Encounter for follow-up examination after completed treatment for conditions other than malignant neoplasm
Z48.02|Encounter for removal of sutures
Z80.3|Family history of malignant neoplasm of breast
Z80.0|Family history of malignant neoplasm of digestive organs
Z82.49|Family history of ischemic heart disease and other diseases of the circulatory system
Z83.3|Family history of diabetes mellitus
Z68.41|Body mass index [BMI]40.0-44.9, adult
Z63.0|Problems in relationship with spouse or partner
Z60.2|Problems related to living alone
Z74.1|Need for assistance with personal care
Z91.81|History of falling
Z66|Do not resuscitate
Z95.5|Presence of coronary angioplasty implant and graft
Z95.0|Presence of cardiac pacemaker
Z96.651|Presence of right artificial knee joint
Z96.652|Presence of left artificial knee joint
Z96.641|Presence of right artificial hip joint
Z96.642|Presence of left artificial hip joint
Z90.710|Acquired absence of both cervix and uterus
Z90.49|Acquired absence of other specified parts of digestive tract
P92.5|Neonatal difficulty in feeding at breast
R10.83|Colic
L22|Diaper dermatitis
B08.4|Enteroviral vesicular stomatitis with exanthem
B08.1|Molluscum contagiosum
B05.9|Measles without complication
B01.9|Varicella without complication
R62.50|Unspecified lack of expected normal physiological development in childhood
R62.51|Failure to thrive (child)
H52.13|Myopia, bilateral
H54.7|Unspecified visual loss
`
