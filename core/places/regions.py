"""The country, its four parts, twelve provinces and forty COROP regions, with official codes.

They have not changed since Flevoland became a province in 1986; only COROP borders follow
the municipalities. A region name that Dutch and English share is given twice on purpose.
"""

COUNTRY = "NL01"

REGION_NAMES: dict[str, tuple[str, str]] = {
    "NL01": ("Nederland", "Netherlands"),
    "LD01": ("Noord-Nederland", "Northern Netherlands"),
    "LD02": ("Oost-Nederland", "Eastern Netherlands"),
    "LD03": ("West-Nederland", "Western Netherlands"),
    "LD04": ("Zuid-Nederland", "Southern Netherlands"),
    "PV20": ("Groningen", "Groningen"),
    "PV21": ("Fryslân", "Friesland"),
    "PV22": ("Drenthe", "Drenthe"),
    "PV23": ("Overijssel", "Overijssel"),
    "PV24": ("Flevoland", "Flevoland"),
    "PV25": ("Gelderland", "Gelderland"),
    "PV26": ("Utrecht", "Utrecht"),
    "PV27": ("Noord-Holland", "North Holland"),
    "PV28": ("Zuid-Holland", "South Holland"),
    "PV29": ("Zeeland", "Zeeland"),
    "PV30": ("Noord-Brabant", "North Brabant"),
    "PV31": ("Limburg", "Limburg"),
    "CR01": ("Oost-Groningen", "East Groningen"),
    "CR02": ("Delfzijl en omgeving", "Delfzijl and surroundings"),
    "CR03": ("Overig Groningen", "Rest of Groningen"),
    "CR04": ("Noord-Friesland", "North Friesland"),
    "CR05": ("Zuidwest-Friesland", "Southwest Friesland"),
    "CR06": ("Zuidoost-Friesland", "Southeast Friesland"),
    "CR07": ("Noord-Drenthe", "North Drenthe"),
    "CR08": ("Zuidoost-Drenthe", "Southeast Drenthe"),
    "CR09": ("Zuidwest-Drenthe", "Southwest Drenthe"),
    "CR10": ("Noord-Overijssel", "North Overijssel"),
    "CR11": ("Zuidwest-Overijssel", "Southwest Overijssel"),
    "CR12": ("Twente", "Twente"),
    "CR13": ("Veluwe", "Veluwe"),
    "CR14": ("Achterhoek", "Achterhoek"),
    "CR15": ("Arnhem/Nijmegen", "Arnhem/Nijmegen"),
    "CR16": ("Zuidwest-Gelderland", "Southwest Gelderland"),
    "CR17": ("Utrecht", "Utrecht"),
    "CR18": ("Kop van Noord-Holland", "Head of North Holland"),
    "CR19": ("Alkmaar en omgeving", "Alkmaar and surroundings"),
    "CR20": ("IJmond", "IJmond"),
    "CR21": ("Agglomeratie Haarlem", "Haarlem agglomeration"),
    "CR22": ("Zaanstreek", "Zaanstreek"),
    "CR23": ("Groot-Amsterdam", "Greater Amsterdam"),
    "CR24": ("Het Gooi en Vechtstreek", "Het Gooi and Vechtstreek"),
    "CR25": ("Agglomeratie Leiden en Bollenstreek", "Leiden agglomeration and Bollenstreek"),
    "CR26": ("Agglomeratie 's-Gravenhage", "The Hague agglomeration"),
    "CR27": ("Delft en Westland", "Delft and Westland"),
    "CR28": ("Oost-Zuid-Holland", "East South Holland"),
    "CR29": ("Groot-Rijnmond", "Greater Rijnmond"),
    "CR30": ("Zuidoost-Zuid-Holland", "Southeast South Holland"),
    "CR31": ("Zeeuwsch-Vlaanderen", "Zeelandic Flanders"),
    "CR32": ("Overig Zeeland", "Rest of Zeeland"),
    "CR33": ("West-Noord-Brabant", "West North Brabant"),
    "CR34": ("Midden-Noord-Brabant", "Central North Brabant"),
    "CR35": ("Noordoost-Noord-Brabant", "Northeast North Brabant"),
    "CR36": ("Zuidoost-Noord-Brabant", "Southeast North Brabant"),
    "CR37": ("Noord-Limburg", "North Limburg"),
    "CR38": ("Midden-Limburg", "Central Limburg"),
    "CR39": ("Zuid-Limburg", "South Limburg"),
    "CR40": ("Flevoland", "Flevoland"),
}
"""Code → Dutch and English name."""

_COROPS_OF_PROVINCE: dict[str, tuple[int, ...]] = {
    "PV20": (1, 2, 3),
    "PV21": (4, 5, 6),
    "PV22": (7, 8, 9),
    "PV23": (10, 11, 12),
    "PV24": (40,),
    "PV25": (13, 14, 15, 16),
    "PV26": (17,),
    "PV27": (18, 19, 20, 21, 22, 23, 24),
    "PV28": (25, 26, 27, 28, 29, 30),
    "PV29": (31, 32),
    "PV30": (33, 34, 35, 36),
    "PV31": (37, 38, 39),
}

PROVINCE_OF_COROP: dict[str, str] = {
    f"CR{number:02d}": province
    for province, numbers in _COROPS_OF_PROVINCE.items()
    for number in numbers
}

LANDSDEEL_OF_PROVINCE: dict[str, str] = {
    **dict.fromkeys(("PV20", "PV21", "PV22"), "LD01"),
    **dict.fromkeys(("PV23", "PV24", "PV25"), "LD02"),
    **dict.fromkeys(("PV26", "PV27", "PV28", "PV29"), "LD03"),
    **dict.fromkeys(("PV30", "PV31"), "LD04"),
}
