"""Codes of two classifications with their Turkish and English names.

NACE2_SECTIONS        statistical classification of economic activities, NACE Rev. 2, sections: Annex I of Regulation (EC)
                      No 1893/2006; Turkish names of the Turkish Statistical Institute (TÜİK)
ISCO08_MAJOR_GROUPS   international standard classification of occupations, ISCO-08, major groups: International Labour
                      Organization, 2012; Turkish names of TÜİK
"""

Entry = tuple[str, str, str]  # code, Turkish, English

NACE2_SECTIONS: tuple[Entry, ...] = (
    ("A", "Tarım, ormancılık ve balıkçılık", "Agriculture, forestry and fishing"),
    ("B", "Madencilik ve taş ocakçılığı", "Mining and quarrying"),
    ("C", "İmalat", "Manufacturing"),
    ("D", "Elektrik, gaz, buhar ve iklimlendirme üretimi ve dağıtımı", "Electricity, gas, steam and air conditioning supply"),
    (
        "E",
        "Su temini; kanalizasyon, atık yönetimi ve iyileştirme faaliyetleri",
        "Water supply; sewerage, waste management and remediation activities",
    ),
    ("F", "İnşaat", "Construction"),
    (
        "G",
        "Toptan ve perakende ticaret; motorlu kara taşıtlarının ve motosikletlerin onarımı",
        "Wholesale and retail trade; repair of motor vehicles and motorcycles",
    ),
    ("H", "Ulaştırma ve depolama", "Transportation and storage"),
    ("I", "Konaklama ve yiyecek hizmeti faaliyetleri", "Accommodation and food service activities"),
    ("J", "Bilgi ve iletişim", "Information and communication"),
    ("K", "Finans ve sigorta faaliyetleri", "Financial and insurance activities"),
    ("L", "Gayrimenkul faaliyetleri", "Real estate activities"),
    ("M", "Mesleki, bilimsel ve teknik faaliyetler", "Professional, scientific and technical activities"),
    ("N", "İdari ve destek hizmet faaliyetleri", "Administrative and support service activities"),
    ("O", "Kamu yönetimi ve savunma; zorunlu sosyal güvenlik", "Public administration and defence; compulsory social security"),
    ("P", "Eğitim", "Education"),
    ("Q", "İnsan sağlığı ve sosyal hizmet faaliyetleri", "Human health and social work activities"),
    ("R", "Kültür, sanat, eğlence, dinlence ve spor", "Arts, entertainment and recreation"),
    ("S", "Diğer hizmet faaliyetleri", "Other service activities"),
    (
        "T",
        "Hanehalklarının işverenler olarak faaliyetleri; hanehalklarının kendi kullanımına yönelik mal ve hizmet üretimi",
        "Activities of households as employers; goods- and services-producing activities of households for own use",
    ),
    ("U", "Uluslararası örgütler ve temsilciliklerinin faaliyetleri", "Activities of extraterritorial organisations and bodies"),
)

ISCO08_MAJOR_GROUPS: tuple[Entry, ...] = (
    ("1", "Yöneticiler", "Managers"),
    ("2", "Profesyonel meslek mensupları", "Professionals"),
    ("3", "Teknisyenler, teknikerler ve yardımcı profesyonel meslek mensupları", "Technicians and associate professionals"),
    ("4", "Büro hizmetlerinde çalışan elemanlar", "Clerical support workers"),
    ("5", "Hizmet ve satış elemanları", "Service and sales workers"),
    ("6", "Nitelikli tarım, ormancılık ve su ürünleri çalışanları", "Skilled agricultural, forestry and fishery workers"),
    ("7", "Sanatkârlar ve ilgili işlerde çalışanlar", "Craft and related trades workers"),
    ("8", "Tesis ve makine operatörleri ve montajcılar", "Plant and machine operators, and assemblers"),
    ("9", "Nitelik gerektirmeyen meslekler", "Elementary occupations"),
    ("0", "Silahlı kuvvetlerle ilgili meslekler", "Armed forces occupations"),
)
