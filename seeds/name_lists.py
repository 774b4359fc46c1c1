"""The names people of Télénova bear: given names, and family names by the part of France they come from."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", " ").split(",") if word.strip())


GIVEN = _words("""
Adèle, Adeline, Adrien, Agathe, Agnès, Alain, Alban, Albane, Alex, Alexandra, Alexandre, Alexia, Alexis,
Alice, Alicia, Aline, Alix, Amandine, Amaury, Ambre, Amélie, Anaëlle, Anaïs, Anne, Anne-Laure, Anne-Sophie,
Annabelle, Annick, Anthony, Antoine, Antonin, Apolline, Arnaud, Arthur, Astrid, Aude, Audrey, Augustin,
Aurélie, Aurélien, Axel, Axelle, Baptiste, Barbara, Bastien, Béatrice, Benjamin, Benoît, Bérénice, Bernard,
Bertrand, Blandine, Brice, Brigitte, Bruno, Camille, Capucine, Carine, Carole, Caroline, Cassandre,
Catherine, Cécile, Cédric, Céline, Charlène, Charles, Charlie, Charlotte, Chloé, Christelle, Christian,
Christine, Christophe, Claire, Clara, Clarisse, Claude, Claudine, Clémence, Clément, Clémentine, Cléo,
Clotilde, Colette, Colin, Coline, Constance, Coralie, Corentin, Corinne, Cyprien, Cyril, Cyrielle, Damien,
Daniel, Danièle, Daphné, David, Delphine, Denis, Diane, Didier, Dominique, Dorian, Dorothée, Edgar, Édith,
Édouard, Éléonore, Élie, Éliane, Élisabeth, Élise, Élodie, Éloïse, Elsa, Émeline, Émeric, Émile, Émilie,
Emma, Emmanuel, Emmanuelle, Éric, Estelle, Esther, Étienne, Eugénie, Eva, Évelyne, Fabien, Fabienne,
Fabrice, Fanny, Félicie, Félix, Fleur, Flore, Florence, Florent, Florian, Floriane, France, Francis, Franck,
François, Françoise, Frédéric, Frédérique, Gabin, Gabriel, Gabrielle, Gaël, Gaëlle, Gaétan, Gaspard,
Gautier, Geneviève, Geoffroy, Georges, Gérald, Gérard, Géraldine, Ghislain, Ghislaine, Gilles, Grégoire,
Grégory, Guilhem, Guillaume, Guy, Gwenaëlle, Hadrien, Hélène, Héloïse, Henri, Hervé, Hortense, Hubert, Hugo,
Hugues, Inès, Irène, Iris, Isabelle, Isaure, Jacques, Jade, Jean, Jean-Baptiste, Jean-Luc, Jean-Marc,
Jean-Michel, Jean-Philippe, Jeanne, Jennifer, Jérémie, Jérémy, Jérôme, Jessica, Joanna, Joël, Joëlle, Johan,
Johanna, Jonas, Jonathan, Jordan, Joseph, Joséphine, Josiane, Judith, Jules, Julia, Julie, Julien, Juliette,
Justin, Justine, Karine, Katia, Kévin, Laetitia, Lara, Laura, Laure, Laurence, Laurent, Laurie, Léa, Léna,
Léo, Léon, Léonie, Léopold, Liliane, Lilou, Line, Lionel, Lise, Lison, Loïc, Loïs, Lola, Lorraine, Lou,
Louis, Louise, Luc, Lucas, Lucie, Lucien, Lucile, Ludivine, Ludovic, Madeleine, Maël, Maëlle, Maëlys,
Magali, Maïté, Manon, Marc, Marc-Antoine, Marceau, Marcel, Margaux, Margot, Marguerite, Marianne, Marie,
Marie-Claire, Marie-Hélène, Marie-Laure, Marie-Pierre, Marin, Marine, Marion, Marius, Martial, Martin,
Martine, Mathias, Mathieu, Mathilde, Mathis, Maud, Maurice, Maxence, Maxime, Mélanie, Mélina, Mélissa,
Michel, Michèle, Mickaël, Mireille, Monique, Morgan, Morgane, Muriel, Myriam, Nadège, Nathalie, Nathan,
Nicolas, Nicole, Nina, Noé, Noémie, Nolwenn, Océane, Odile, Olivia, Olivier, Ophélie, Oriane, Oscar, Pascal,
Pascale, Patricia, Patrick, Paul, Pauline, Perrine, Philippe, Philippine, Pierre, Pierre-Yves, Quentin,
Rachel, Raphaël, Raphaëlle, Raymond, Rébecca, Régis, Rémi, Rémy, René, Richard, Robin, Rodolphe, Roland,
Romain, Romane, Romuald, Rosalie, Rose, Roxane, Sabine, Sabrina, Sacha, Salomé, Samuel, Sandra, Sandrine,
Sarah, Sébastien, Ségolène, Serge, Séverine, Sidonie, Simon, Simone, Solange, Sophie, Stella, Stéphane,
Stéphanie, Suzanne, Suzie, Sylvain, Sylvie, Tanguy, Tatiana, Théo, Théodore, Thérèse, Thibault, Thierry,
Thomas, Timothée, Tiphaine, Tom, Tristan, Ulysse, Ursula, Valentin, Valentine, Valérie, Vanessa, Véronique,
Vianney, Victoire, Victor, Victoria, Vincent, Violaine, Violette, Virgile, Virginie, Viviane, Vladimir,
William, Xavier, Yann, Yannick, Yohan, Yolande, Yves, Yvon, Zélie, Zoé
""")
GIVEN_BRETON = _words("""
Alan, Annaïg, Armelle, Azenor, Bleuenn, Brendan, Briac, Briec, Brieuc, Clervie, Donatien, Elouan, Enora,
Erell, Erwan, Ewen, Fanch, Glenn, Goulven, Gurvan, Gwenn, Gwénolé, Haude, Judicaël, Katell, Killian, Klervi,
Lénaïg, Loeiza, Maïwenn, Malo, Mathurin, Mériadec, Mona, Morvan, Nolan, Nolwenn, Pierrick, Riwal, Rozenn,
Ronan, Servane, Soazig, Solenn, Tugdual, Tifenn, Yaëlle, Youenn
""")
GIVEN_SOUTH_WEST = _words("""
Amaia, Aitor, Ander, Arnaut, Beñat, Bixente, Eneko, Elaia, Guilhem, Iban, Jordi, Jokin, Maialen, Maitena,
Miren, Mikel, Nahia, Oihana, Peio, Ramuntxo, Txomin, Xabi, Ximun
""")
GIVEN_EAST = _words("""
Anna, Anne-Catherine, Catherine, Charles-Henri, Christophe, Ernest, Frieda, Jean-Georges, Jean-Jacques,
Jean-Martin, Jean-Paul, Lothaire, Marie-Odile, Marie-Thérèse, Mathias, Odile, Richarde, Rodolphe, Théobald,
Yvette
""")
GIVEN_FROM_ELSEWHERE = _words("""
Abdel, Abdoulaye, Adama, Ahmed, Aïcha, Aïssatou, Alessandro, Ali, Aline, Amadou, Amel, Amina, Ana, Anissa,
Antonio, Assia, Awa, Ayoub, Bakary, Bilal, Binta, Boubacar, Carlos, Chaïma, Cheikh, Dalila, Diego, Djamila,
Djibril, Dounia, Driss, Elena, Elif, Emre, Fabio, Farah, Farid, Fatima, Fatou, Fernanda, Fernando, Filipa,
Fouad, Hakim, Hamza, Hanane, Hassan, Hoang, Ibrahima, Idriss, Ilyes, Imane, Ines, Ismaël, Issa, Jamila,
Joana, João, José, Kadiatou, Kamel, Karima, Kenza, Khadija, Lamia, Latifa, Leïla, Linh, Lina, Luca, Luis,
Maïmouna, Malik, Mamadou, Manuel, Marco, Mariam, Maria, Mehdi, Mei, Mohamed, Mounir, Mourad, Moussa, Myriam,
Nabil, Nadia, Naïma, Nassim, Nawel, Nora, Nour, Omar, Ousmane, Paulo, Rachid, Rafael, Rania, Rayan, Ricardo,
Rim, Rosa, Safia, Salim, Salma, Samba, Samia, Samir, Samira, Sékou, Selma, Sofia, Sofiane, Sonia, Soraya,
Souleymane, Tarek, Teresa, Thuy, Tiago, Vasco, Viet, Wafa, Walid, Wassim, Yacine, Yasmine, Younes, Youssef,
Zahra, Zineb
""")

FAMILY = _words("""
Adam, Albert, Allard, Andrieu, Antoine, Arnaud, Arnoux, Aubert, Aubry, Auger, Bailly, Barbier, Baron, Barre,
Barthélemy, Baudry, Bazin, Beaumont, Benard, Benoît, Berger, Bernard, Berthelot, Bertin, Bertrand, Besnard,
Besson, Bigot, Billard, Blanc, Blanchard, Blondel, Blot, Bodin, Boisson, Bonneau, Bonnet, Bouchard, Boucher,
Boulanger, Boulay, Bourdon, Bourgeois, Bousquet, Bouvet, Bouvier, Boyer, Breton, Briand, Brun, Brunet,
Buisson, Camus, Carlier, Caron, Carpentier, Carré, Chabot, Champion, Chapuis, Charles, Charpentier,
Charrier, Chartier, Chauveau, Chauvin, Chevalier, Chevallier, Clément, Colas, Colin, Collet, Collin,
Cordier, Cornu, Coulon, Courtois, Cousin, Coste, David, Delage, Delahaye, Delaunay, Delmas, Delorme, Denis,
Deschamps, Descamps, Devaux, Didier, Diot, Dubois, Duchêne, Dufour, Duhamel, Dumas, Dumont, Dupont, Dupré,
Dupuis, Dupuy, Durand, Duval, Étienne, Evrard, Fabre, Faivre, Favre, Félix, Ferrand, Ferry, Fleury,
Fontaine, Fortin, Foucher, Fournier, François, Gaillard, Garnier, Gaudin, Gauthier, Gautier, Gay, Georges,
Gérard, Germain, Gilbert, Gillet, Girard, Giraud, Godard, Gomez, Grand, Granger, Grégoire, Grenier, Gros,
Guérin, Guichard, Guignard, Guilbert, Guillaume, Guillet, Guillon, Guillot, Guyon, Guyot, Hamon, Hardy,
Hébert, Henry, Herbin, Hubert, Huet, Hugot, Humbert, Imbert, Jacob, Jacques, Jacquet, Jacquot, Jean, Joly,
Jourdan, Julien, Labbé, Lacroix, Laine, Lambert, Lamy, Langlois, Laporte, Laroche, Launay, Laurent, Lebrun,
Leclerc, Leclercq, Lecomte, Lefebvre, Lefort, Léger, Legrand, Lejeune, Lelièvre, Lemaire, Lemaître, Lemoine,
Lenoir, Léonard, Lepage, Leroux, Leroy, Lesage, Levasseur, Lévêque, Loiseau, Lopez, Lucas, Mahieu, Maillard,
Mallet, Marchal, Marchand, Maréchal, Marie, Marin, Marion, Martel, Martin, Martinet, Masson, Mathieu, Maury,
Menard, Mercier, Meunier, Michaud, Michel, Millet, Monnier, Moreau, Morel, Moreno, Morin, Moulin, Navarro,
Nicolas, Noël, Olivier, Parent, Paris, Pascal, Pasquier, Payet, Pelletier, Peltier, Perez, Périer, Perret,
Perrier, Perrin, Perrot, Petit, Philippe, Picard, Pichon, Pierre, Pinson, Poirier, Pons, Poulain, Prévost,
Rault, Raymond, Raynaud, Regnier, Rémy, Renard, Renaud, Renault, Rey, Ribeiro, Richard, Rivière, Robert,
Robin, Roche, Rocher, Roger, Rolland, Rose, Rossi, Rousseau, Roussel, Roux, Roy, Royer, Sabatier, Salmon,
Samson, Sauvage, Schmitt, Seguin, Simon, Tanguy, Tessier, Texier, Thibault, Thierry, Thomas, Tournier,
Toussaint, Vallée, Valentin, Vallet, Vasseur, Verdier, Verrier, Vidal, Vigneron, Villain, Vincent, Voisin,
Weiss
""")
FAMILY_BRETON = _words("""
Abgrall, Abiven, Berthou, Bescond, Bihan, Bothorel, Bozec, Calvez, Caradec, Cariou, Castrec, Cloarec,
Colleter, Corre, Cosquer, Coatmeur, Cozic, Creac'h, Daniélou, Derrien, Donval, Douguet, Floc'h, Gallo,
Goasdoué, Goasguen, Gourvennec, Gouez, Guéguen, Guillemot, Guivarc'h, Guyader, Hascoët, Hélias, Hénaff,
Jaffré, Jaouen, Jégou, Jézéquel, Kerbrat, Kerdoncuff, Kerhervé, Kerjean, Kermarrec, Kermorgant, Kerneis,
Kervella, Kervran, L'Haridon, L'Helgouach, L'Hostis, L'Hénoret, Lagadec, Landais, Larvor, Le Bihan, Le
Borgne, Le Bras, Le Bris, Le Cam, Le Corre, Le Dantec, Le Dû, Le Floch, Le Gall, Le Garrec, Le Goff, Le
Guen, Le Guillou, Le Jeune, Le Lay, Le Meur, Le Moal, Le Nagard, Le Pape, Le Roux, Le Saout, Le Scanff, Le
Tallec, Madec, Mahé, Maguet, Marzin, Masson, Mazé, Menez, Merdrignac, Mével, Moal, Monfort, Morvan, Nédélec,
Nicol, Ollivier, Pennec, Péron, Perrot, Person, Pichon, Plouzané, Podeur, Pondaven, Prigent, Quéau,
Quéméner, Quéré, Quiniou, Rannou, Riou, Rivoal, Roudaut, Salaün, Ségalen, Stéphan, Talarmin, Tanguy,
Tréguer, Trévidic, Troadec, Urvoas, Yven
""")
FAMILY_SOUTH_WEST = _words("""
Arambide, Arrieta, Arnaudin, Barbe, Barrère, Bats, Baylac, Bégué, Bétous, Bidart, Biscay, Bordenave, Bordes,
Boudou, Bousquet, Camdeborde, Capdevielle, Casaubon, Cassagne, Castaing, Cazaux, Cazenave, Cazalis, Coudert,
Courrèges, Darrigade, Darricau, Dartigues, Daubas, Delpech, Destandau, Dubernet, Dubourdieu, Ducasse, Ducos,
Ducournau, Dulau, Dupouy, Duprat, Dupeyron, Duffau, Dussarrat, Elissalde, Etcheberry, Etchegaray,
Etcheverry, Fauché, Fourcade, Gachet, Garat, Garay, Goyeneche, Goñi, Haran, Harriet, Haristoy, Hiriart,
Ibarra, Irigoyen, Iriart, Labadie, Labarthe, Labat, Laborde, Labrousse, Lacaze, Lacoste, Lacoue, Lafargue,
Laffitte, Lafon, Lafourcade, Lagarde, Lagrange, Lalanne, Lamarque, Lanusse, Laplace, Larralde, Larrieu,
Lartigue, Lassalle, Lassègue, Lataste, Latapie, Loustalot, Maisonnave, Marsan, Mesplède, Minvielle,
Mondenard, Montauzé, Nogaro, Noguès, Peyré, Peyrot, Peyrouton, Poey, Pouey, Poujol, Puyo, Rouchaud,
Saint-Jean, Saint-Martin, Sallaberry, Salles, Sarrazin, Sarthou, Sempé, Soulé, Soubiran, Tauzin, Tauziat,
Teulé, Uhalde, Urruty, Vergez, Vignau, Vignolles
""")
FAMILY_EAST = _words("""
Ackermann, Adler, Antoni, Arbogast, Bader, Baumann, Becker, Bernhard, Bieber, Birckel, Bischoff, Bohn,
Braun, Bruder, Burger, Christmann, Claudel, Dietrich, Didierjean, Diebolt, Ehrhart, Eberhardt, Eckert,
Ehrmann, Erhard, Fechter, Fischer, Fix, Frey, Friedrich, Fritsch, Froehlich, Fuchs, Geiger, Gérardin,
Gangloff, Gross, Grandjean, Haas, Hartmann, Heitz, Helfer, Henriot, Heckel, Herrmann, Hess, Heyer, Hoffmann,
Huber, Humbert, Husson, Jacquemin, Jaeger, Jung, Kaiser, Kauffmann, Keller, Kieffer, Kientz, Klein, Klipfel,
Koch, Koenig, Kopp, Kuhn, Kuntz, Lang, Lehmann, Ley, Lienhard, Lorentz, Ludwig, Lutz, Marchal, Mangin,
Mathern, Maurer, Mengin, Metzger, Meyer, Mougel, Mosser, Muller, Munch, Nuss, Obrecht, Oberlé, Ohlmann, Ott,
Pierron, Poirot, Reeb, Reinhardt, Remy, Richert, Riehl, Ritter, Roth, Rohmer, Ruch, Sattler, Schaeffer,
Scherrer, Schmidt, Schmitt, Schneider, Schoenher, Schreiber, Schuler, Schultz, Schwartz, Siegel, Simonin,
Spitz, Steinmetz, Strub, Stoll, Thiébaut, Thirion, Trautmann, Ulrich, Vautrin, Vogel, Voirin, Wagner,
Walter, Weber, Wendling, Wernert, Wolff, Wurtz, Zimmermann, Zinck
""")
FAMILY_FROM_ELSEWHERE = _words("""
Abdallah, Abbas, Achour, Aït-Ali, Almeida, Alves, Amrani, Antunes, Aydin, Azevedo, Ba, Bakkali, Balde,
Bamba, Barbosa, Barry, Belaïd, Belhadj, Belkacem, Benali, Benamar, Bencheikh, Benhaddou, Benmoussa, Bensaïd,
Berrada, Bianchi, Bouaziz, Bouchareb, Boudjema, Bouzid, Brahimi, Cabral, Camara, Cardoso, Carvalho, Castro,
Chaoui, Charef, Cherif, Chen, Cissé, Correia, Costa, Coulibaly, Da Costa, Da Silva, Dembélé, Demir, Diaby,
Diallo, Diarra, Dias, Diop, Diouf, Djebbar, Do Carmo, Dos Santos, El Amrani, El Idrissi, El Mansouri,
Esposito, Fall, Faria, Faye, Fernandes, Ferrari, Ferreira, Fofana, Fonseca, Garcia, Gomes, Gonçalves, Greco,
Gueye, Guerreiro, Haddad, Hadj, Hamdi, Hamidi, Henriques, Hernandez, Hoang, Jallow, Kaci, Kaddour, Kane,
Kaya, Keita, Khaldi, Khelifi, Konaté, Koné, Kowalski, Le Van, Lahlou, Leone, Li, Lombardi, Lopes, Machado,
Magalhães, Mansouri, Marino, Marques, Martinez, Martins, Mbaye, Medeiros, Meddour, Mendes, Mendy, Messaoudi,
Mokhtari, Monteiro, Moreira, Nascimento, Ndiaye, Nguyen, Nowak, Nunes, Oliveira, Ouattara, Öztürk, Pereira,
Pham, Pinto, Pires, Rahmani, Ramos, Ricci, Rodrigues, Romano, Sahin, Saïdi, Salhi, Sanchez, Santos, Sarr,
Seck, Sidibé, Silva, Slimani, Soares, Sow, Sousa, Sy, Tahiri, Tavares, Teixeira, Thiam, Touati, Touré,
Traoré, Tran, Vaz, Vieira, Vu, Wang, Wojcik, Yildiz, Yilmaz, Zerrouki, Ziani, Zidane
""")
