/**
 * Substances: names (the first is the United States Adopted Name, then brands and how people write it) | RxNorm
 * ingredient | classes, after the FDA's Established Pharmacologic Classes (drug labels on DailyMed).
 *
 * RxNorm numbers (National Library of Medicine, term type IN) are left out where they are not certain; about half are held
 * against a published list by a test, the others only against the practice clinic's.
 * “The morphine kind” are opioids with a phenanthrene ring (codeine, morphine, hydrocodone, oxycodone and their like);
 * fentanyl, methadone, tramadol and meperidine are built otherwise. Sulfonamides that are no antibiotics lack the
 * arylamine at N4 that reactions to sulfonamide antibiotics come from (Strom BL et al., N Engl J Med 2003;349:1628).
 */
export const substanceLines = `
penicillin|70618|penicillin
penicillin v,penicillin v potassium,penicillin vk,pen vk||penicillin
penicillin g,penicillin g benzathine,bicillin,bicillin l-a||penicillin
amoxicillin,amox,amoxil,moxatag|723|penicillin
clavulanate,clavulanic acid,clavulanate potassium||
ampicillin|733|penicillin
dicloxacillin||penicillin
nafcillin||penicillin
oxacillin||penicillin
piperacillin||penicillin
cephalexin,keflex,cefalexin|2231|cephalosporin
cefadroxil,duricef||cephalosporin
cefaclor,ceclor||cephalosporin
cefprozil,cefzil||cephalosporin
cefuroxime,cefuroxime axetil,ceftin||cephalosporin
cefdinir,omnicef||cephalosporin
cefixime,suprax||cephalosporin
cefpodoxime,cefpodoxime proxetil,vantin||cephalosporin
ceftriaxone,rocephin|2193|cephalosporin
cefazolin,ancef||cephalosporin
cefepime||cephalosporin
meropenem||carbapenem
ertapenem,invanz||carbapenem
imipenem||carbapenem
sulfamethoxazole,smx|10180|sulfonamide
trimethoprim,tmp|10829|
sulfadiazine,silver sulfadiazine,silvadene||sulfonamide
sulfacetamide||sulfonamide
sulfasalazine,azulfidine||sulfonamide aminosalicylate
azithromycin,zithromax,z-pak,zpak,zpack,z-pack|18631|macrolide
clarithromycin,biaxin|21212|macrolide
erythromycin,e-mycin,ery-tab|4053|macrolide
clindamycin,cleocin|2582|
ciprofloxacin,cipro|2551|fluoroquinolone
levofloxacin,levaquin|82122|fluoroquinolone
moxifloxacin,avelox||fluoroquinolone
ofloxacin||fluoroquinolone
doxycycline,vibramycin,doxycycline hyclate,doxycycline monohydrate|3640|tetracycline
minocycline,minocin||tetracycline
tetracycline,tcn||tetracycline
gentamicin||aminoglycoside
tobramycin||aminoglycoside
neomycin,neosporin||aminoglycoside
nitrofurantoin,macrobid,macrodantin|7454|
fosfomycin,monurol||
metronidazole,flagyl|6922|nitroimidazole
tinidazole||nitroimidazole
vancomycin|11124|
linezolid,zyvox||
mupirocin,bactroban||
polymyxin b||
bacitracin||
fluconazole,diflucan|4450|azole
itraconazole||azole
ketoconazole,nizoral||azole
clotrimazole,lotrimin||azole
miconazole,monistat||azole
terbinafine,lamisil||
nystatin||
acyclovir,zovirax|281|nucleoside
valacyclovir,valtrex||nucleoside
famciclovir||nucleoside
oseltamivir,tamiflu|260101|
baloxavir,xofluza||
nirmatrelvir||
ritonavir||
permethrin,elimite||
ivermectin||
ibuprofen,advil,motrin|5640|nsaid
naproxen,aleve,naprosyn,naproxen sodium,anaprox|7258|nsaid
meloxicam,mobic|41493|nsaid
diclofenac,voltaren,diclofenac sodium,cataflam|3355|nsaid
etodolac,lodine||nsaid
indomethacin,indocin||nsaid
ketorolac,toradol||nsaid
nabumetone,relafen||nsaid
celecoxib,celebrex|140587|nsaid non-antibiotic-sulfonamide
piroxicam||nsaid
sulindac||nsaid
oxaprozin||nsaid
ketoprofen||nsaid
aspirin,asa,acetylsalicylic acid,ecotrin,bayer,bufferin|1191|salicylate antiplatelet
salsalate||salicylate
bismuth subsalicylate,pepto-bismol,pepto bismol,kaopectate||salicylate
diflunisal||salicylate nsaid
acetaminophen,tylenol,paracetamol,apap|161|acetaminophen
lisinopril,zestril,prinivil|29046|acei renin-angiotensin
enalapril,vasotec|3827|acei renin-angiotensin
benazepril,lotensin||acei renin-angiotensin
captopril,capoten||acei renin-angiotensin
fosinopril||acei renin-angiotensin
quinapril,accupril||acei renin-angiotensin
ramipril,altace||acei renin-angiotensin
moexipril||acei renin-angiotensin
perindopril||acei renin-angiotensin
trandolapril||acei renin-angiotensin
losartan,cozaar,losartan potassium|52175|arb renin-angiotensin
valsartan,diovan||arb renin-angiotensin
olmesartan,benicar,olmesartan medoxomil||arb renin-angiotensin
irbesartan,avapro||arb renin-angiotensin
candesartan,atacand||arb renin-angiotensin
telmisartan,micardis||arb renin-angiotensin
azilsartan,edarbi||arb renin-angiotensin
sacubitril||neprilysin
aliskiren||renin-angiotensin
amlodipine,norvasc,amlodipine besylate|17767|dhp
nifedipine,procardia,adalat||dhp
felodipine||dhp
diltiazem,cardizem||non-dhp
verapamil,calan||non-dhp
hydrochlorothiazide,hctz,hct,microzide|5487|thiazide non-antibiotic-sulfonamide
chlorthalidone|2409|thiazide non-antibiotic-sulfonamide
indapamide||thiazide non-antibiotic-sulfonamide
metolazone||thiazide non-antibiotic-sulfonamide
furosemide,frusemide,lasix|4603|loop non-antibiotic-sulfonamide
torsemide,demadex||loop non-antibiotic-sulfonamide
bumetanide,bumex||loop non-antibiotic-sulfonamide
spironolactone,aldactone|9997|potassium-sparing
eplerenone||potassium-sparing
triamterene||potassium-sparing
amiloride||potassium-sparing
acetazolamide||non-antibiotic-sulfonamide
metoprolol,lopressor,toprol,toprol-xl,metoprolol succinate,metoprolol tartrate|6918|beta-blocker
atenolol,tenormin|1202|beta-blocker
carvedilol,coreg|20352|beta-blocker
propranolol,inderal|8787|beta-blocker
bisoprolol,bisoprolol fumarate||beta-blocker
nebivolol,bystolic||beta-blocker
labetalol||beta-blocker
nadolol||beta-blocker
timolol,timolol maleate||
clonidine,catapres||central-alpha
guanfacine,intuniv||central-alpha
hydralazine||
isosorbide mononitrate,imdur||nitrate
isosorbide dinitrate||nitrate
nitroglycerin,nitrostat||nitrate
digoxin,lanoxin||
amiodarone||
flecainide||
doxazosin,cardura||alpha-blocker
terazosin||alpha-blocker
prazosin,minipress||alpha-blocker
tamsulosin,flomax|77492|alpha-blocker
alfuzosin||alpha-blocker
atorvastatin,lipitor,atorvastatin calcium|83367|statin
rosuvastatin,crestor,rosuvastatin calcium|301542|statin
simvastatin,zocor|36567|statin
pravastatin,pravachol||statin
lovastatin,mevacor||statin
pitavastatin,livalo||statin
fluvastatin||statin
ezetimibe,zetia|341248|
fenofibrate,tricor||
gemfibrozil,lopid||
icosapent ethyl,vascepa||
warfarin,coumadin,jantoven,warfarin sodium|11289|anticoagulant
apixaban,eliquis|1364430|anticoagulant
rivaroxaban,xarelto||anticoagulant
dabigatran,pradaxa,dabigatran etexilate||anticoagulant
enoxaparin,lovenox||anticoagulant heparin
heparin||anticoagulant heparin
clopidogrel,plavix|32968|antiplatelet
ticagrelor,brilinta||antiplatelet
prasugrel,effient||antiplatelet
codeine,codeine sulfate,codeine phosphate|2670|opioid phenanthrene
morphine,ms contin,morphine sulfate|7052|opioid phenanthrene
hydrocodone,hydrocodone bitartrate|5489|opioid phenanthrene
oxycodone,oxycontin,roxicodone|7804|opioid phenanthrene
hydromorphone,dilaudid||opioid phenanthrene
oxymorphone||opioid phenanthrene
buprenorphine,butrans||opioid phenanthrene
tramadol,ultram|10689|opioid
tapentadol,nucynta||opioid
fentanyl,duragesic|4337|opioid
methadone||opioid
meperidine,demerol||opioid
naloxone,narcan||opioid-antagonist
naltrexone|7243|opioid-antagonist
sertraline,zoloft|36437|ssri serotonin
escitalopram,lexapro|321988|ssri serotonin
citalopram,celexa|2556|ssri serotonin
fluoxetine,prozac|4493|ssri serotonin
paroxetine,paxil|32937|ssri serotonin
fluvoxamine||ssri serotonin
vilazodone,viibryd||serotonin
vortioxetine,trintellix||serotonin
venlafaxine,effexor||snri serotonin
desvenlafaxine,pristiq||snri serotonin
duloxetine,cymbalta|72625|snri serotonin
bupropion,wellbutrin,zyban|42347|
mirtazapine,remeron||
trazodone,desyrel|10737|
amitriptyline,elavil|704|tricyclic
nortriptyline,pamelor||tricyclic
doxepin||tricyclic
imipramine||tricyclic
buspirone,buspar|1827|
hydroxyzine,vistaril,atarax||antihistamine
lorazepam,ativan|6470|benzodiazepine sedative
alprazolam,xanax|596|benzodiazepine sedative
clonazepam,klonopin|2598|benzodiazepine sedative
diazepam,valium|3322|benzodiazepine sedative
temazepam,restoril||benzodiazepine sedative
zolpidem,ambien||z-drug sedative
eszopiclone,lunesta||z-drug sedative
zaleplon||z-drug sedative
quetiapine,seroquel||antipsychotic
aripiprazole,abilify||antipsychotic
olanzapine,zyprexa||antipsychotic
risperidone,risperdal||antipsychotic
haloperidol||antipsychotic
lithium,lithium carbonate||
lamotrigine,lamictal|28439|aromatic-anticonvulsant
carbamazepine,tegretol||aromatic-anticonvulsant
oxcarbazepine,trileptal||aromatic-anticonvulsant
phenytoin,dilantin||aromatic-anticonvulsant
phenobarbital||aromatic-anticonvulsant barbiturate sedative
butalbital||barbiturate sedative
levetiracetam,keppra|114477|
topiramate,topamax|38404|
divalproex,valproate,valproic acid,depakote,divalproex sodium||
gabapentin,neurontin|25480|gabapentinoid
pregabalin,lyrica||gabapentinoid
methylphenidate,ritalin,concerta|6901|stimulant
amphetamine,dextroamphetamine,adderall,vyvanse,lisdexamfetamine,dextroamphetamine saccharate||stimulant
atomoxetine,strattera||
sumatriptan,imitrex|37418|triptan non-antibiotic-sulfonamide
rizatriptan,maxalt||triptan
zolmitriptan||triptan
eletriptan||triptan
rimegepant,nurtec||
donepezil,aricept|135447|cholinesterase
rivastigmine||cholinesterase
memantine,namenda|6719|
ropinirole,requip||
pramipexole,mirapex||
carbidopa||
levodopa||
cyclobenzaprine,flexeril||muscle-relaxant
carisoprodol,soma||muscle-relaxant
methocarbamol,robaxin||muscle-relaxant
tizanidine,zanaflex||muscle-relaxant
baclofen||muscle-relaxant
metformin,glucophage,metformin hydrochloride|6809|biguanide
glipizide,glucotrol|4821|sulfonylurea non-antibiotic-sulfonamide
glimepiride,amaryl||sulfonylurea non-antibiotic-sulfonamide
glyburide||sulfonylurea non-antibiotic-sulfonamide
empagliflozin,jardiance|1545653|sglt2
dapagliflozin,farxiga||sglt2
canagliflozin,invokana||sglt2
ertugliflozin||sglt2
semaglutide,ozempic,wegovy,rybelsus|1991302|glp1 incretin
liraglutide,victoza,saxenda||glp1 incretin
dulaglutide,trulicity||glp1 incretin
tirzepatide,mounjaro,zepbound||glp1 incretin
exenatide||glp1 incretin
sitagliptin,januvia||dpp4 incretin
linagliptin,tradjenta|1100699|dpp4 incretin
saxagliptin||dpp4 incretin
alogliptin||dpp4 incretin
pioglitazone,actos||glitazone
lixisenatide||glp1 incretin
insulin glargine,lantus,basaglar,toujeo|274783|basal-insulin insulin
insulin detemir,levemir||basal-insulin insulin
insulin degludec,tresiba||basal-insulin insulin
insulin isophane,nph,humulin n,novolin n||basal-insulin insulin
insulin lispro,humalog|86009|meal-insulin insulin
insulin aspart,novolog||meal-insulin insulin
insulin regular,humulin r,novolin r||meal-insulin insulin
levothyroxine,synthroid,levoxyl,levothyroxine sodium|10582|thyroid
liothyronine,cytomel||thyroid
methimazole||
omeprazole,prilosec|7646|ppi
pantoprazole,protonix|40790|ppi
esomeprazole,nexium||ppi
lansoprazole,prevacid||ppi
rabeprazole||ppi
famotidine,pepcid|4278|h2
ranitidine,zantac||h2
cimetidine||h2
sucralfate,carafate||
ondansetron,zofran|26225|
promethazine,phenergan||antihistamine
metoclopramide,reglan||
prochlorperazine,compazine||
meclizine,antivert||antihistamine
dicyclomine,bentyl||
hyoscyamine||
loperamide,imodium||
docusate,colace||
senna,senokot,sennosides||
bisacodyl||
polyethylene glycol 3350,polyethylene glycol,miralax,peg 3350||
lactulose||
mesalamine,mesalazine,asacol,lialda,pentasa,apriso|52582|aminosalicylate
balsalazide||aminosalicylate
olsalazine||aminosalicylate
albuterol,salbutamol,ventolin,proair,proventil,albuterol sulfate|435|saba
levalbuterol||saba
formoterol||laba
salmeterol||laba
vilanterol||laba
fluticasone,flovent,flonase,fluticasone propionate|41126|
budesonide,pulmicort||
beclomethasone,qvar||
mometasone||
triamcinolone,kenalog,triamcinolone acetonide|10759|
hydrocortisone|5492|
betamethasone||
clobetasol||
tiotropium,spiriva|69120|lama
umeclidinium||lama
ipratropium,atrovent||sama
montelukast,singulair||leukotriene
prednisone,deltasone|8640|systemic-steroid
prednisolone||systemic-steroid
methylprednisolone,medrol||systemic-steroid
dexamethasone,decadron||systemic-steroid
cetirizine,zyrtec|20610|antihistamine
loratadine,claritin||antihistamine
fexofenadine,allegra||antihistamine
diphenhydramine,benadryl|3498|antihistamine
levocetirizine,xyzal||antihistamine
azelastine||
olopatadine||
benzonatate,tessalon||
guaifenesin,mucinex||
dextromethorphan||
pseudoephedrine,sudafed||
epinephrine,epipen||
alendronate,fosamax,alendronate sodium|46041|bisphosphonate
risedronate||bisphosphonate
ibandronate||bisphosphonate
allopurinol,zyloprim|519|xanthine-oxidase
febuxostat||xanthine-oxidase
colchicine,colcrys||
methotrexate|6851|
hydroxychloroquine,plaquenil||
folic acid,folate|4511|
cholecalciferol,vitamin d3,vitamin d|2418|
ergocalciferol||
cyanocobalamin,vitamin b12||
ferrous sulfate,iron||
potassium chloride,klor-con||
finasteride,proscar,propecia|25025|alpha-reductase
dutasteride||alpha-reductase
oxybutynin,ditropan||bladder-antimuscarinic
tolterodine,detrol||bladder-antimuscarinic
solifenacin,vesicare||bladder-antimuscarinic
mirabegron,myrbetriq||
sildenafil,viagra||pde5
tadalafil,cialis||pde5
phenazopyridine,pyridium||
estradiol,estrace||estrogen
ethinyl estradiol||estrogen
norethindrone||progestin
levonorgestrel||progestin
norgestimate||progestin
drospirenone||progestin
medroxyprogesterone,provera,depo-provera,medroxyprogesterone acetate||progestin
progesterone||progestin
etonogestrel||progestin
latanoprost,xalatan|43611|
adapalene||
tretinoin,retin-a||
benzoyl peroxide||
isotretinoin,accutane||
varenicline,chantix||
nicotine||
ammonium lactate||
lidocaine,xylocaine||local-anaesthetic-amide
bupivacaine,marcaine||local-anaesthetic-amide
mepivacaine||local-anaesthetic-amide
benzocaine||local-anaesthetic-ester
procaine,novocain,novocaine||local-anaesthetic-ester
iohexol||contrast
iodixanol||contrast
iopamidol||contrast
`
