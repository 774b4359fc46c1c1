"""Where Télénova works: real towns with their department and coordinates, and what its sites are called."""

from typing import NamedTuple

HEAD_OFFICE_REGION = "Île-de-France"
REGIONS = ("Nouvelle-Aquitaine", "Bretagne", "Grand Est")
SITE_CODES = {HEAD_OFFICE_REGION: "IDF", "Nouvelle-Aquitaine": "NAQ", "Bretagne": "BRE", "Grand Est": "GES"}
"""How the codes of a region's sites begin."""


class Town(NamedTuple):
    name: str
    department: str
    latitude: float
    longitude: float


def _towns(text: str) -> tuple[Town, ...]:
    rows = (line.split(", ") for line in text.strip().splitlines())
    return tuple(Town(name, department, float(lat), float(lon)) for name, department, lat, lon in rows)


PARIS = _towns("""
Paris, Paris, 48.8412, 2.3219
Issy-les-Moulineaux, Hauts-de-Seine, 48.8245, 2.2743
Saint-Denis, Seine-Saint-Denis, 48.9200, 2.3440
Montreuil, Seine-Saint-Denis, 48.8635, 2.4433
Arcueil, Val-de-Marne, 48.8075, 2.3340
Nanterre, Hauts-de-Seine, 48.8924, 2.2071
""")

TOWNS = {
    # The first towns of each region are served first when the company is small.
    "Nouvelle-Aquitaine": _towns("""
Bordeaux, Gironde, 44.8378, -0.5792
Mont-de-Marsan, Landes, 43.8904, -0.5007
Pau, Pyrénées-Atlantiques, 43.2951, -0.3708
Mérignac, Gironde, 44.8386, -0.6436
Limoges, Haute-Vienne, 45.8336, 1.2611
La Rochelle, Charente-Maritime, 46.1603, -1.1511
Poitiers, Vienne, 46.5802, 0.3404
Bayonne, Pyrénées-Atlantiques, 43.4929, -1.4748
Angoulême, Charente, 45.6484, 0.1562
Périgueux, Dordogne, 45.1840, 0.7211
Niort, Deux-Sèvres, 46.3237, -0.4588
Agen, Lot-et-Garonne, 44.2033, 0.6163
Brive-la-Gaillarde, Corrèze, 45.1589, 1.5333
Guéret, Creuse, 46.1703, 1.8716
Pessac, Gironde, 44.8067, -0.6311
Dax, Landes, 43.7102, -1.0537
Biarritz, Pyrénées-Atlantiques, 43.4832, -1.5586
Saintes, Charente-Maritime, 45.7464, -0.6333
Bergerac, Dordogne, 44.8532, 0.4830
Libourne, Gironde, 44.9153, -0.2439
Châtellerault, Vienne, 46.8172, 0.5450
Rochefort, Charente-Maritime, 45.9368, -0.9614
Royan, Charente-Maritime, 45.6231, -1.0430
Cognac, Charente, 45.6958, -0.3288
Arcachon, Gironde, 44.6586, -1.1689
Tulle, Corrèze, 45.2678, 1.7708
Bressuire, Deux-Sèvres, 46.8406, -0.4930
Villeneuve-sur-Lot, Lot-et-Garonne, 44.4081, 0.7050
Marmande, Lot-et-Garonne, 44.5006, 0.1656
Sarlat-la-Canéda, Dordogne, 44.8892, 1.2167
Langon, Gironde, 44.5533, -0.2486
Orthez, Pyrénées-Atlantiques, 43.4883, -0.7717
Oloron-Sainte-Marie, Pyrénées-Atlantiques, 43.1939, -0.6056
Saint-Junien, Haute-Vienne, 45.8872, 0.9014
Parthenay, Deux-Sèvres, 46.6489, -0.2469
Thouars, Deux-Sèvres, 46.9756, -0.2142
Ussel, Corrèze, 45.5472, 2.3092
La Souterraine, Creuse, 46.2369, 1.4864
Blaye, Gironde, 45.1286, -0.6614
Lesparre-Médoc, Gironde, 45.3078, -0.9375
"""),
    "Bretagne": _towns("""
Rennes, Ille-et-Vilaine, 48.1173, -1.6778
Brest, Finistère, 48.3904, -4.4861
Quimper, Finistère, 47.9960, -4.1024
Lorient, Morbihan, 47.7483, -3.3702
Vannes, Morbihan, 47.6582, -2.7608
Saint-Brieuc, Côtes-d’Armor, 48.5141, -2.7602
Saint-Malo, Ille-et-Vilaine, 48.6493, -2.0257
Lannion, Côtes-d’Armor, 48.7324, -3.4591
Fougères, Ille-et-Vilaine, 48.3525, -1.1990
Morlaix, Finistère, 48.5783, -3.8281
Vitré, Ille-et-Vilaine, 48.1240, -1.2120
Concarneau, Finistère, 47.8750, -3.9180
Dinan, Côtes-d’Armor, 48.4545, -2.0502
Guingamp, Côtes-d’Armor, 48.5630, -3.1500
Pontivy, Morbihan, 48.0667, -2.9667
Auray, Morbihan, 47.6686, -2.9825
Landerneau, Finistère, 48.4511, -4.2478
Loudéac, Côtes-d’Armor, 48.1783, -2.7536
Redon, Ille-et-Vilaine, 47.6511, -2.0847
Quimperlé, Finistère, 47.8725, -3.5497
Ploërmel, Morbihan, 47.9319, -2.3978
Carhaix-Plouguer, Finistère, 48.2764, -3.5739
Hennebont, Morbihan, 47.8047, -3.2789
Cesson-Sévigné, Ille-et-Vilaine, 48.1212, -1.6036
Douarnenez, Finistère, 48.0928, -4.3292
Paimpol, Côtes-d’Armor, 48.7786, -3.0456
Lamballe, Côtes-d’Armor, 48.4686, -2.5178
Bruz, Ille-et-Vilaine, 48.0242, -1.7458
"""),
    "Grand Est": _towns("""
Strasbourg, Bas-Rhin, 48.5734, 7.7521
Nancy, Meurthe-et-Moselle, 48.6921, 6.1844
Reims, Marne, 49.2583, 4.0317
Metz, Moselle, 49.1193, 6.1757
Mulhouse, Haut-Rhin, 47.7508, 7.3359
Troyes, Aube, 48.2973, 4.0744
Colmar, Haut-Rhin, 48.0794, 7.3585
Charleville-Mézières, Ardennes, 49.7625, 4.7261
Épinal, Vosges, 48.1724, 6.4495
Chaumont, Haute-Marne, 48.1113, 5.1392
Bar-le-Duc, Meuse, 48.7717, 5.1672
Thionville, Moselle, 49.3579, 6.1684
Haguenau, Bas-Rhin, 48.8156, 7.7908
Châlons-en-Champagne, Marne, 48.9566, 4.3631
Saint-Dizier, Haute-Marne, 48.6382, 4.9497
Verdun, Meuse, 49.1599, 5.3844
Épernay, Marne, 49.0435, 3.9595
Sedan, Ardennes, 49.7017, 4.9400
Lunéville, Meurthe-et-Moselle, 48.5931, 6.4953
Saint-Dié-des-Vosges, Vosges, 48.2842, 6.9494
Sarreguemines, Moselle, 49.1103, 7.0675
Forbach, Moselle, 49.1886, 6.9003
Sélestat, Bas-Rhin, 48.2594, 7.4542
Saverne, Bas-Rhin, 48.7417, 7.3622
Schiltigheim, Bas-Rhin, 48.6078, 7.7497
Illkirch-Graffenstaden, Bas-Rhin, 48.5297, 7.7194
Toul, Meurthe-et-Moselle, 48.6750, 5.8917
Remiremont, Vosges, 48.0164, 6.5900
Romilly-sur-Seine, Aube, 48.5158, 3.7267
Langres, Haute-Marne, 47.8625, 5.3331
Longwy, Meurthe-et-Moselle, 49.5197, 5.7603
Vitry-le-François, Marne, 48.7250, 4.5844
Rethel, Ardennes, 49.5111, 4.3675
Guebwiller, Haut-Rhin, 47.9078, 7.2106
Commercy, Meuse, 48.7614, 5.5922
"""),
}

QUARTERS = {
    "Bordeaux": ("Sainte-Catherine", "Mériadeck", "Bordeaux-Lac", "Bastide", "Chartrons", "Saint-Jean"),
    "Rennes": ("Le Bastard", "Alma", "Colombia", "Sainte-Anne", "Cleunay"),
    "Brest": ("Siam", "Jean-Jaurès", "Iroise", "Recouvrance"),
    "Strasbourg": ("Grandes-Arcades", "Place Kléber", "Rivetoile", "Esplanade", "Neudorf"),
    "Nancy": ("Saint-Sébastien", "Stanislas", "Vandœuvre", "Rives de Meurthe"),
    "Reims": ("Place d’Erlon", "Cernay", "Cormontreuil"),
    "Metz": ("Serpenoise", "Muse", "Sablon"),
    "La Rochelle": ("Rue du Palais", "Les Minimes", "Beaulieu"),
    "Limoges": ("Saint-Martial", "Corgnac", "Rue Jean-Jaurès"),
    "Pau": ("Clemenceau", "Lescar", "Rue Serviez"),
    "Poitiers": ("Cordeliers", "Porte Sud", "Gambetta"),
}
OTHER_QUARTERS = (
    "Centre", "Les Halles", "Gare", "République", "Les Quais", "Saint-Pierre", "Victor-Hugo", "Grand-Place",
    "Nord", "Sud", "Les Tanneurs", "Université", "Porte Neuve", "Saint-Michel", "Les Remparts", "Europe",
)  # fmt: skip


def shop(region: str, number: int) -> tuple[Town, str]:
    """The town and the name of a region's shop, from 0; towns come in turn, each time another quarter."""
    lap, place = divmod(number, len(TOWNS[region]))
    town = TOWNS[region][place]
    own = QUARTERS.get(town.name, ())
    quarter = own[lap] if lap < len(own) else f"{town.name} {OTHER_QUARTERS[lap - len(own)]}"
    return town, f"Boutique {quarter}"
