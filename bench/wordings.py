"""What the generated resolutions are made of: each thing in several wordings, in French and in English."""

Wording = dict[str, tuple[str, ...]]

FOR: Wording = {
    "fr": (
        "Demande que l'on instaure {what} pour {who} {where}.",
        "Se prononce en faveur de {what} destinés à {who} {where}.",
        "Exhorte les autorités à maintenir {what} au bénéfice de {who} {where}.",
    ),
    "en": (
        "Calls for {what} to be put in place for {who} {where}.",
        "Supports {what} intended for {who} {where}.",
        "Urges those in charge to keep {what} for {who} {where}.",
    ),
}
AGAINST: Wording = {
    "fr": (
        "S'oppose à {what} pour {who} {where}.",
        "Demande que l'on mette fin à {what} visant {who} {where}.",
        "Réclame l'abolition de {what} imposés à {who} {where}.",
    ),
    "en": (
        "Opposes {what} for {who} {where}.",
        "Calls for an end to {what} affecting {who} {where}.",
        "Demands that {what} be abolished for {who} {where}.",
    ),
}
OBJECTS: tuple[Wording, ...] = (
    {
        "fr": ("les cours de français du soir", "des classes de français en soirée"),
        "en": ("evening French classes", "French courses held at night"),
    },
    {
        "fr": ("des places en garderie à contribution réduite", "les services de garde subventionnés"),
        "en": ("subsidized child care spaces", "publicly funded daycare places"),
    },
    {
        "fr": ("la détention pour motif d'identité", "l'emprisonnement faute de papiers d'identité"),
        "en": ("detention on identity grounds", "jailing people who lack identity papers"),
    },
    {
        "fr": ("les permis de travail liés à un seul employeur", "les permis fermés"),
        "en": ("employer-tied work permits", "closed work permits"),
    },
    {
        "fr": ("un logement abordable réservé", "des habitations à loyer modique"),
        "en": ("set-aside affordable housing", "low-rent homes"),
    },
    {
        "fr": ("l'aide juridique sans frais", "la représentation gratuite par un avocat"),
        "en": ("legal aid free of charge", "free representation by a lawyer"),
    },
    {
        "fr": ("les prêts de transport remboursables avec intérêts", "des dettes de voyage à rembourser"),
        "en": ("repayable transportation loans", "travel debts to be paid back"),
    },
    {
        "fr": ("une couverture d'assurance maladie dès l'arrivée", "l'accès immédiat aux soins de santé"),
        "en": ("health insurance from the day of arrival", "immediate access to medical care"),
    },
    {
        "fr": ("des interprètes dans les hôpitaux", "un service d'interprétation en milieu hospitalier"),
        "en": ("interpreters in hospitals", "hospital interpretation services"),
    },
    {
        "fr": ("les tests d'ADN exigés des familles", "l'obligation de prouver la parenté par un test génétique"),
        "en": ("DNA tests required of families", "compulsory genetic proof of kinship"),
    },
    {
        "fr": ("des audiences par vidéoconférence", "les comparutions à distance"),
        "en": ("hearings held by video", "remote hearings"),
    },
    {
        "fr": ("un guichet unique d'information", "un seul comptoir de renseignements"),
        "en": ("a one-stop information desk", "a single information counter"),
    },
    {
        "fr": ("le soutien psychologique en groupe", "des groupes d'aide en santé mentale"),
        "en": ("group psychological support", "mental health support groups"),
    },
    {
        "fr": (
            "la reconnaissance des diplômes obtenus à l'étranger",
            "l'équivalence des titres de compétence étrangers",
        ),
        "en": ("recognition of foreign diplomas", "credential equivalency for degrees earned abroad"),
    },
    {
        "fr": ("les quotas annuels de parrainage", "des plafonds de parrainage par année"),
        "en": ("yearly sponsorship caps", "annual limits on sponsorship"),
    },
    {
        "fr": ("des bourses d'études universitaires", "l'aide financière aux études supérieures"),
        "en": ("university scholarships", "student aid for higher education"),
    },
    {
        "fr": ("le jumelage avec des bénévoles", "un mentorat par des citoyens bénévoles"),
        "en": ("matching with volunteers", "mentoring by volunteer citizens"),
    },
    {
        "fr": ("les frais de biométrie", "le coût de la prise d'empreintes"),
        "en": ("biometrics fees", "the charge for fingerprinting"),
    },
    {
        "fr": ("des titres de transport à tarif réduit", "la passe d'autobus à bas prix"),
        "en": ("reduced-fare transit passes", "low-cost bus passes"),
    },
    {
        "fr": ("les renvois vers des pays en guerre", "l'expulsion vers des zones de conflit"),
        "en": ("removals to countries at war", "deportation to conflict zones"),
    },
    {
        "fr": ("l'exploitation des données biométriques", "le fichage des empreintes digitales"),
        "en": ("biometric databases", "the filing of fingerprints"),
    },
    {
        "fr": ("un moratoire sur les expulsions", "la suspension des mesures de renvoi"),
        "en": ("a moratorium on deportations", "a pause in removals"),
    },
    {
        "fr": ("un ombudsman de l'immigration", "un protecteur indépendant des immigrants"),
        "en": ("an immigration ombudsperson", "an independent immigration watchdog"),
    },
    {
        "fr": ("des trousses de bienvenue multilingues", "un guide d'accueil en plusieurs langues"),
        "en": ("multilingual welcome kits", "a welcome guide in several languages"),
    },
    {
        "fr": (
            "la présence d'agents frontaliers dans les refuges",
            "les visites de douaniers dans les maisons d'hébergement",
        ),
        "en": ("border officers inside shelters", "visits of border agents to shelters"),
    },
    {
        "fr": ("les visites à domicile de sages-femmes", "un suivi de grossesse à la maison"),
        "en": ("home visits by midwives", "prenatal care at home"),
    },
    {
        "fr": ("le partage de renseignements avec la police", "la transmission de dossiers aux corps policiers"),
        "en": ("sharing information with police", "handing files over to police forces"),
    },
    {"fr": ("des repas chauds livrés", "une popote roulante"), "en": ("hot meals delivered", "meals on wheels")},
    {
        "fr": ("les entrevues sans avocat", "des interrogatoires tenus en l'absence d'un conseiller"),
        "en": ("interviews without a lawyer", "questioning in the absence of counsel"),
    },
    {
        "fr": ("des camps d'été", "des activités estivales pour la jeunesse"),
        "en": ("summer camps", "summer youth activities"),
    },
    {
        "fr": (
            "un financement pluriannuel des organismes",
            "des subventions sur plusieurs années aux groupes communautaires",
        ),
        "en": ("multi-year funding of agencies", "grants to community groups over several years"),
    },
    {
        "fr": ("la gratuité scolaire au primaire et au secondaire", "l'école publique sans frais"),
        "en": ("free primary and secondary schooling", "public school without fees"),
    },
    {
        "fr": ("les délais de carence de trois mois", "une attente de trois mois avant d'être couvert"),
        "en": ("three-month waiting periods", "a wait of three months before being covered"),
    },
    {
        "fr": ("des stages rémunérés en entreprise", "une première expérience de travail payée"),
        "en": ("paid internships in companies", "a paid first work experience"),
    },
    {
        "fr": ("le port obligatoire d'un bracelet électronique", "la surveillance électronique imposée"),
        "en": ("compulsory electronic ankle bracelets", "imposed electronic monitoring"),
    },
    {
        "fr": ("l'accès aux banques alimentaires", "des paniers de nourriture"),
        "en": ("access to food banks", "food hampers"),
    },
    {
        "fr": ("une ligne d'écoute téléphonique", "un service d'aide par téléphone"),
        "en": ("a telephone helpline", "a phone support service"),
    },
    {
        "fr": ("des contrôles d'identité dans le métro", "la vérification de papiers dans les transports en commun"),
        "en": ("identity checks in the subway", "checking papers on public transit"),
    },
    {
        "fr": ("le vote aux élections municipales", "le droit de suffrage à l'échelon local"),
        "en": ("voting in municipal elections", "the right to vote locally"),
    },
    {
        "fr": ("un registre des logeurs abusifs", "une liste publique des propriétaires fautifs"),
        "en": ("a registry of abusive landlords", "a public list of offending property owners"),
    },
)
WHO: tuple[Wording, ...] = (
    {
        "fr": ("les demandeurs d'asile", "les personnes qui demandent l'asile"),
        "en": ("asylum seekers", "refugee claimants"),
    },
    {"fr": ("les femmes sans statut", "les femmes sans papiers"), "en": ("non-status women", "undocumented women")},
    {
        "fr": ("les travailleurs agricoles saisonniers", "la main-d'œuvre agricole de passage"),
        "en": ("seasonal farm workers", "temporary agricultural labourers"),
    },
    {
        "fr": ("les mineurs non accompagnés", "les enfants arrivés seuls"),
        "en": ("unaccompanied minors", "children who arrived alone"),
    },
    {
        "fr": ("les aînés parrainés", "les personnes âgées parrainées"),
        "en": ("sponsored seniors", "sponsored older adults"),
    },
    {
        "fr": ("les étudiants internationaux", "les étudiants venus de l'étranger"),
        "en": ("international students", "students from abroad"),
    },
    {
        "fr": ("les réfugiés réinstallés", "les personnes réfugiées prises en charge par l'État"),
        "en": ("resettled refugees", "government-assisted refugees"),
    },
    {
        "fr": ("les personnes en situation de handicap", "les nouveaux arrivants handicapés"),
        "en": ("people with disabilities", "disabled newcomers"),
    },
    {
        "fr": ("les aides familiales", "les domestiques étrangères"),
        "en": ("live-in caregivers", "foreign domestic workers"),
    },
    {
        "fr": ("les survivantes de violence conjugale", "les victimes de violence familiale"),
        "en": ("survivors of domestic violence", "victims of family violence"),
    },
)
PLACES: tuple[Wording, ...] = (
    {"fr": ("en Abitibi", "dans la région de l'Abitibi"), "en": ("in Abitibi", "in the Abitibi area")},
    {"fr": ("à Montréal", "dans l'île de Montréal"), "en": ("in Montreal", "on the island of Montreal")},
    {"fr": ("hors des grands centres", "en milieu rural"), "en": ("outside large cities", "in rural areas")},
    {"fr": ("aux postes frontaliers", "à la frontière"), "en": ("at border posts", "at the border")},
    {"fr": ("en Estrie", "dans les Cantons-de-l'Est"), "en": ("in Estrie", "in the Eastern Townships")},
    {"fr": ("partout au pays", "dans toutes les provinces"), "en": ("across the country", "in every province")},
)
RECITALS: tuple[Wording, ...] = (
    {
        "fr": ("Attendu que les membres constatent cette réalité depuis plusieurs années",),
        "en": ("Whereas members have seen this for several years",),
    },
    {
        "fr": ("Considérant les valeurs du regroupement et ses engagements",),
        "en": ("Considering the values of the coalition and its commitments",),
    },
    {
        "fr": ("Attendu que la situation s'est aggravée depuis l'an dernier",),
        "en": ("Whereas the situation has become worse since last year",),
    },
)
ASIDES: tuple[Wording, ...] = (
    {
        "fr": ("Mandate le comité exécutif pour faire connaître cette position.",),
        "en": ("Mandates the executive committee to make this position known.",),
    },
    {
        "fr": ("Invite les membres à écrire à leurs élus.",),
        "en": ("Invites members to write to their representatives.",),
    },
    {"fr": ("Prévoit un suivi à la prochaine assemblée.",), "en": ("Provides for a follow-up at the next assembly.",)},
)
