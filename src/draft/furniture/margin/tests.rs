use crate::draft::Draft;
use crate::lang::Lang;
use crate::span::Span;

const FR: &str = "Le pont de Valmy rouvrira lundi à 7 heures, a annoncé mardi la préfecture. Il était fermé depuis mars.\n\n\
    Les travaux ont coûté 3,4 millions d'euros, selon la maire, Anne Lestrac. La région en a payé la moitié.\n\n\
    « Nous avons tenu les délais », se félicite le préfet, Marc Roussel. Un second chantier commencera en mai.\n";

const EN: &str = "The bridge at Valmouth reopens on Monday at 7am, the council said on Tuesday. It had been shut since March.\n\n\
    The works cost £3.4m, according to the mayor, Ann Lester. The county paid half of the bill.\n\n\
    \"We kept to the plan,\" said the engineer, Mark Russell. A second phase of the works begins in May.\n";

/// The lines of a text that are furniture.
fn taken(text: &str, lang: Lang) -> Vec<String> {
    let draft = Draft::parse(text, lang);
    let found = draft.furniture();
    let mut at = 0;
    let mut all = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if !line.trim().is_empty() && found.spans.overlap(span) {
            all.push(line.trim().to_owned());
        }
    }
    all
}

/// Each line of a head and a foot that begins with `~` is furniture, and no other.
fn holds(head: &str, foot: &str, lang: Lang) {
    let body = if lang == Lang::FR { FR } else { EN };
    let marked = |l: &&str| l.starts_with('~');
    let plain = |t: &str| {
        t.lines()
            .map(|l| l.trim_start_matches('~'))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let wanted: Vec<String> = head
        .lines()
        .chain(foot.lines())
        .filter(marked)
        .map(|l| l[1..].trim().to_owned())
        .collect();
    let text = format!("{}\n\n{body}\n{}\n", plain(head), plain(foot));
    assert_eq!(taken(&text, lang), wanted, "{text}");
}

#[test]
fn heads_of_french_pages() {
    for head in [
        "~Le Courrier de l'Estran\n~S'abonner | Se connecter\n~Accueil / Faits divers / Port-Saldon\n\nValmy : le pont rouvrira lundi",
        "~Centre hospitalier de Lestrac\n~Communiqué du 17 septembre 2024\n\nLe pont de Valmy rouvrira lundi",
        "~La Gazette du Vexin\n\n~Politique\tÉconomie\tCulture\tSports\n\nLe pont de Valmy rouvrira lundi\n\n~Camille Berger",
        "~Préfecture de l'Aubrac\n~Service de la communication\n\n~Lestrac, le 5 mai 2025\n\n# Réouverture du pont de Valmy",
        "~L'essentiel de l'info Vexin\n~Direct  Vidéos  Podcasts  Jeux\n\nLe pont de Valmy rouvrira lundi, annonce la préfecture",
        "~Pays de Lestrac » Vie locale » Transports\n\nAprès trois mois, le pont de Valmy rouvrira lundi",
        "~Bretagne Sud\n~Édition du soir\n\nLe pont de Valmy rouvrira lundi\n~Temps de lecture : 2 min\n~M.-C. Prigent",
        "~VIE LOCALE\n\nLe pont de Valmy rouvrira lundi\n\n~Par Julie Ravel\n~Publié le 3 mai 2025 à 9h12",
        "~Lire le journal | Mes alertes | Petites annonces | Avis de décès\n\nLe pont de Valmy rouvrira lundi",
        "~Ville de Valmy\n~Direction de la communication\n~COMMUNIQUÉ DE PRESSE\n\nLe pont de Valmy rouvrira lundi à 7 heures",
        "Le pont de Valmy rouvrira lundi",
        "Valmy. Le pont rouvre",
    ] {
        holds(head, "", Lang::FR);
    }
}

#[test]
fn heads_of_english_pages() {
    for head in [
        "~Skip to main content\n~Breaking | Weather | Traffic | Jobs\n~Home / Regional / Brackley Vale\n\nVALMOUTH BRIDGE: road reopens on Monday\n\n~WhatsApp  Email  Print  Comments (37)",
        "~The Harbour Letter\n~Local | Courts | Farming\n\nValmouth bridge reopens on Monday\n\n~Sam Ottery",
        "~Office of the County Engineer\n~Media Relations\n~March 4, 2025\n\nValmouth bridge reopens on Monday",
        "~Ministry of Roads\n~News Release\n\nValmouth bridge to reopen on Monday after works",
        "~Subscriber Exclusive\n~Coast & Vale\n\nThe bridge at Valmouth reopens\n\n~By Morag Tennent, transport reporter",
        "~Bridge Notes\n\nWhy the bridge at Valmouth reopens on Monday\n\n~A. B. Harker\n~Mar 4, 2025",
        "~News · Sport · Culture · Lifestyle\n\n# Valmouth bridge reopens",
        "~Vale Radio > News > Roads\n\nValmouth bridge reopens on Monday",
        "~Log In  Games  Puzzles  Obituaries\n\nValmouth bridge reopens on Monday",
    ] {
        holds(head, "", Lang::EN);
    }
}

#[test]
fn feet_of_pages() {
    for foot in [
        "~Partager cet article\n~Recevez chaque soir notre newsletter « L'Estran en bref »\n~M.-C. Prigent\n~Publié le 05/03/2025 à 11h30 – Modifié le 05/03/2025 à 17h05\n~© Tous droits réservés",
        "~Julie Ravel",
        "~Julie Ravel et Marc Aubry",
        "~Valmy | Ponts et chaussées | Anne Lestrac",
        "~Partager sur Facebook\n~Le Courrier de Lestrac",
        "~J.-P. Kerven",
        "~Temps de lecture : 2 min\n~Rédaction de Lestrac",
        "~Propos de lecteurs / Courrier / Débats",
    ] {
        holds("Le pont de Valmy rouvrira lundi", foot, Lang::FR);
    }
    for foot in [
        "~Most read\n~1. Pub quiz team banned for life\n~2. Where to see fireworks this year\n~Follow us on Instagram",
        "~Jane Doe",
        "~Jane Doe and Tom Hill",
        "~Share  Save  Gift  Report",
        "~Share this story\n~Harbour Media Group",
        "~Valmouth / Roads / County Council",
        "~Print | Comments (12)\n~Vale Evening News",
    ] {
        holds("Valmouth bridge reopens on Monday", foot, Lang::EN);
    }
}

#[test]
fn news_around_the_prose_is_kept() {
    for foot in [
        "Infos pratiques :\nSalle Jean-Moulin, Lestrac\nEntrée libre",
        "## Infos pratiques\n\nSalle Jean-Moulin, Lestrac",
        "- Samedi 12 avril à 20 h, salle Jean-Moulin\n- Tarif : 12 €",
        "Samedi 12 avril | 20 h | Salle Jean-Moulin",
        "Samedi 12 avril à 20 h\nSalle Jean-Moulin\nLestrac",
        "France  12  8  5\nItalie  10  9  7",
        "Valmy\tAnne Lestrac\nPontrac\tMarc Roussel",
        "Les élus :\nJulie Ravel\nMarc Aubry",
        "Jean Rault\nMarc Aubry\nPaul Lenoir\nAnne Weil",
        "Renseignements : mairie de Valmy, 01 02 03 04 05",
        "Prix du jury : Julie Ravel",
        "Adresse : 3, rue Haute, Lestrac",
        "Inscription : 12 avril, salle Jean-Moulin",
        "À lire demain à la mairie de Lestrac",
    ] {
        holds("Le pont de Valmy rouvrira lundi", foot, Lang::FR);
    }
    for foot in [
        "Tickets: £12, Harbour Hall",
        "What to bring:\nWarm clothes\nA torch from Harbour Stores",
        "Doors 7pm\nHarbour Hall\nVale Road",
        "| Harbour | Vale |\n|---|---|\n| Ann | Mark |",
        "1. Ann Lester, 41%\n2. Mark Russell, 38%",
    ] {
        holds("Valmouth bridge reopens on Monday", foot, Lang::EN);
    }
    for head in [
        "FOOTBALL\n\nValmy – Lestrac : 2-3 (1-1)",
        "Le pont de Valmy rouvrira lundi\n\nSoixante personnes ont manifesté samedi devant la mairie de Pontrac",
        "Le pont de Valmy rouvrira lundi\n\nTarif : 3 euros",
        "Le pont de Valmy rouvrira lundi\n\n12 avril, salle Jean-Moulin",
        "Le pont de Valmy rouvrira lundi\n\n- Pontrac\n- Lestrac",
    ] {
        let text = format!("{head}\n\n{FR}");
        let found = taken(&text, Lang::FR);
        let last = head.lines().last().unwrap_or_default();
        assert!(!found.iter().any(|l| l == last), "{text}");
    }
}

#[test]
fn bars_between_paragraphs() {
    let text = FR.replacen("\n\n", "\n\nSuivre | Réagir | Alertes Vexin\n\n", 1);
    assert_eq!(taken(&text, Lang::FR), ["Suivre | Réagir | Alertes Vexin"]);
    // A list that the text leads to.
    let text = FR.replacen(
        "\n\n",
        "\n\nSont fermées les gares de :\n\nLens | Arras | Douai\n\n",
        1,
    );
    assert!(taken(&text, Lang::FR).is_empty());
}

#[test]
fn a_short_text_is_news_throughout() {
    for text in [
        "Le Courrier de Lestrac\n\nLe pont rouvre\n\nLe pont de Valmy rouvre lundi à 7 heures.\n\nJulie Ravel\n",
        "Lens | Arras | Douai\n\nLes gares rouvrent lundi à 7 heures, dit la préfecture.\n",
    ] {
        assert!(taken(text, Lang::FR).is_empty(), "{text}");
    }
}

#[test]
fn datelines() {
    for (dateline, lang) in [
        ("LEEDS, England, Nov 7 (Norwire) - ", Lang::EN),
        ("VALMOUTH, 2 June – ", Lang::EN),
        ("Valmouth (AP) — ", Lang::EN),
        ("BREST, 12 mars 2024 (API) - ", Lang::FR),
        ("PARIS — ", Lang::FR),
        ("SAINT-MALO (AFP) – ", Lang::FR),
    ] {
        let body = if lang == Lang::FR { FR } else { EN };
        let draft = Draft::parse(&format!("{dateline}{body}"), lang);
        assert!(
            draft.furniture().spans.overlap(Span::new(0, 5)),
            "{dateline}"
        );
    }
    for (start, lang) in [
        (
            "The bridge - the oldest of the county - was shut. ",
            Lang::EN,
        ),
        (
            "Valmouth, the county town – its bridge is shut – waits. ",
            Lang::EN,
        ),
        ("L'ONU – que la maire a saisie – se tait. ", Lang::FR),
        ("Le pont (fermé) – que la maire a vu – attend. ", Lang::FR),
    ] {
        let body = if lang == Lang::FR { FR } else { EN };
        let draft = Draft::parse(&format!("{start}{body}"), lang);
        assert!(!draft.furniture().spans.overlap(Span::new(0, 5)), "{start}");
    }
}

#[test]
fn what_only_a_desk_needs() {
    for foot in [
        "~(Reporting by Jane Doe; Editing by Tom Hill)",
        "~($1 = 0.7713 pounds)\n~(Writing by Jane Doe)",
        "~Media enquiries: 01000 555 017. Not for clinical use.",
        "~Press contact: press@vale.example",
        "~doi: 10.1000/vale.2025.0417",
        "~Ref: VC/2024-118",
    ] {
        holds("Valmouth bridge reopens on Monday", foot, Lang::EN);
    }
    for (head, foot) in [
        (
            "~API0417 4 GI 0291 FRA\n~VALMY-PONT-ROUTE\n\nLe pont de Valmy rouvrira lundi",
            "",
        ),
        (
            "~Réf. : DC/2024-118\n\nLe pont de Valmy rouvrira lundi\n~9 mai 2025 · Lecture : 4 minutes · Par la rédaction",
            "",
        ),
        (
            "~News  Sport  Jobs    Sign in | Subscribe 3 months for £3\n\nLe pont de Valmy rouvrira lundi",
            "",
        ),
        ("Le pont de Valmy rouvrira lundi", "~Le Maire, P. AUBAGNAC"),
    ] {
        holds(head, foot, Lang::FR);
    }
}

#[test]
fn wrapped_prose_is_prose() {
    let text = "Harbour Letter\n\nValmouth bridge reopens on Monday\n\n\
        The bridge at Valmouth reopens on Monday at 7am, said the county of\nAldermoor Vale\nand its engineer of many years, Mark Russell. It is new. \
        The works\ncost a lot. They went on. They ended. They were fine.\n";
    assert_eq!(taken(text, Lang::EN), ["Harbour Letter"]);
}

#[test]
fn a_name_of_the_title_is_asked_for_by_the_prose() {
    let text = format!("VALMOUTH BRIDGE: Aldermoor road reopens\n\n{EN}");
    let draft = Draft::parse(&text, Lang::EN);
    let at = |w: &str| {
        let start = text.find(w).unwrap();
        Span::new(start, start + w.len())
    };
    assert!(draft.furniture().told_again(at("VALMOUTH BRIDGE")));
    assert!(!draft.furniture().told_again(at("Aldermoor")));
    assert!(!draft.furniture().told_again(at("Valmouth reopens")));
}

#[test]
fn a_card_presents_who_signed() {
    let head = "Valmouth bridge reopens on Monday\n\nBy Jane Harker";
    let card = "Jane Harker has covered roads and railways for Vale News since 2009.";
    let text = format!("{head}\n\n{EN}\n{card}\n");
    assert_eq!(taken(&text, Lang::EN), ["By Jane Harker", card]);
    let text = format!(
        "Le pont rouvre lundi\n\nJulie Ravel\n\n{FR}\nJulie Ravel est reporter au Courrier de Lestrac depuis 2011.\n"
    );
    assert_eq!(taken(&text, Lang::FR).len(), 2);
    // The writer is part of the news.
    let text = format!("{head}\n\nJane Harker was on the bridge when it closed.\n\n{EN}\n{card}\n");
    assert_eq!(taken(&text, Lang::EN), ["By Jane Harker"]);
    let text = format!("{head}\n\n{EN}\nAnn Lester has been the mayor of Valmouth since 2009.\n");
    assert_eq!(taken(&text, Lang::EN), ["By Jane Harker"]);
}

#[test]
fn debris_of_pages_as_they_are_copied() {
    for head in [
        "~NORTH VALE WIRE\n\nValmouth bridge reopens on Monday\n\n~Jane Doe\n~Published 3 May 2025",
        "~Vale Weekly\n~Subscribe  Sign in\n\nThe bridge at Valmouth reopens, and what it cost\n\n~Tom Hill\n~Mar 04, 2025",
        "~Alerts | Live | Listen\n~My Vale\n\nThe bridge at Valmouth reopens on Monday\n\n~Photo: Jane Doe/Reuters",
        "~Exclusive\n\nThe bridge at Valmouth reopens on Monday\n\n~3 min read",
    ] {
        holds(head, "", Lang::EN);
    }
    for foot in [
        "~Tags\n~Bridges\n~Vale Roads",
        "~Share on Facebook\n~Vale News Network\n\n~About Us | Advertise | Privacy",
        "~Cookie settings\n~Vale Digital Holdings",
        "~Article suivant  Article précédent",
    ] {
        holds("Valmouth bridge reopens on Monday", foot, Lang::EN);
    }
}

#[test]
fn one_line_that_only_a_page_has_decides_for_those_beside_it() {
    for (head, foot) in [
        (
            "~VALE COUNTY NEWS | Roads\n~EXCLUSIVE\nValmouth bridge reopens on Monday\n~By Jane Doe and Tom Hill\n~Sept. 9, 2025, 7:00 AM EDT · 3 min read\n~Save · Share · Gift this article",
            "~Have a tip? Signal: valenews.07\n~#bridges #roads #vale\n~More: Why engineers love steel again | The Roads newsletter",
        ),
        (
            "~VALELOG DAILY :: Roads & Bridges\nValmouth bridge reopens on Monday Oct 6th 2025\n~By Simon Hartl, created Sunday, Oct 5th 2025 14:08Z\n~[Comments (14)] [Print] [Map]",
            "~Gauge: VALM 030750Z 25012KT Q1016=\n~By Guest on Monday, Oct 6th: \"Well handled.\" [Report]\n~ValeLog Premium – no ads | Subscribe",
        ),
        (
            "~MARLSEA ECHO | Local Democracy\n~03:12, 23 MAY 2025 | Updated 08:40, 23 MAY 2025\n~Bookmark | Share | 47 comments\n\nValmouth bridge reopens on Monday",
            "~READ NEXT: Chip shop row over gulls | Car chase ends in lake\n~Story saved. You can find this story in My Bookmarks.\n~Report an error: newsdesk@vale.example",
        ),
        (
            "Valmouth bridge reopens on Monday",
            "~– ENDS –\n\n~Notes to editors\n~High-resolution images of the bridge, of the engineers and of the two ships that carried the steel up the river are on request.\n\n~About Vale Steel\n~Founded in 2008, Vale Steel is a leading provider of bridges.",
        ),
        (
            "Valmouth bridge reopens on Monday",
            "~CIN hk/pd 301725\n~Copyright CIN. Desk: +44 1632 960 250\n~Photos: CINPIX 4471, 4472",
        ),
        (
            "Valmouth bridge reopens on Monday",
            "A third phase follows.\n\n~Got a story? Call the newsdesk on 01632 960 554\n~Comments are closed on this article.",
        ),
    ] {
        holds(head, foot, Lang::EN);
    }
    for (head, foot) in [
        (
            "~ÉCHIQUIER DE VALMY – Site officiel du club\n~Accueil | Calendrier | Boutique\n~Posté par webmaster le dim. 26 octobre 2025, 21:14 – 3 commentaires\n\nLe pont de Valmy rouvrira lundi",
            "~[Télécharger le plan (PDF)] [Carte] [Photos : J.-P. M.]\n~Mots-clés : pont, route, Valmy\n~Nos partenaires : Crédit du Val, Boulangerie Au Fou du Roi",
        ),
        (
            "~Forum » Routes » Saison 2025\nLe pont de Valmy rouvrira lundi\n~Posté par lulu_42k » dim. 05 févr. 2023, 21:14    Messages : 1187\n~[Citer] [Signaler]",
            "~\"La route est longue, le pont est court\"\n~par papy_jo » dim. 05 févr. 2023, 22:02\n~Qui est en ligne : 3 membres et 11 invités",
        ),
        (
            "~COMMUNE DE VALMY-SUR-AULNE\n~Séance du mardi 17 juin 2025 – 19 h 30, salle des mariages\n~Affiché le 20/06/2025 – Réf. DEL-2025-041 – Page 3/11\n\nPoint 7 – Pont de Valmy : réouverture lundi",
            "~Le secrétaire de séance : Gwendal Pennec\n~Délais et voies de recours : voir page 11\n~Imprimer | Télécharger le PDF (412 Ko) | Accessibilité : non conforme",
        ),
        (
            "~AGRIMARCHÉS PRO | Ponts | Contenu abonnés\nLe pont de Valmy rouvrira lundi\n~L. Castaing, avec agences – 06/11/2025 18 h 55 – Lecture : 2 min\n~BL2Z5 188,25 ▼ -1,75 | EUR/USD 1,154",
            "~Cotations différées de 15 minutes. Reproduction interdite © AgriMarchés\n~À lire aussi : Colza, le calme ? | Alertes SMS",
        ),
        (
            "Le pont de Valmy rouvrira lundi",
            "ASSEMBLÉE GÉNÉRALE jeudi 20 mars à 13 h, poste de garde nord\nDébrayage de 2 heures par équipe\n\n~Local syndical : bât. C, poste 4417 – umvo@exemple.fr\n~Suis-nous : Fb /umvo61 – Adhère !",
        ),
        (
            "Le pont de Valmy rouvrira lundi",
            "~À propos de Valmy Acier\n~Fondée en 1998, Valmy Acier emploie 1 200 personnes.",
        ),
    ] {
        holds(head, foot, Lang::FR);
    }
}

#[test]
fn a_rule_drawn_across_the_page_begins_its_foot() {
    let foot = "----------------------------------------\nDirectrice de la publication : A. Peyrelongue. Contact : bulletin@bassin.example\n        L'Agence de bassin est un établissement public créé en 1969.\n";
    let found = taken(&format!("Le pont rouvre\n\n{FR}\n{foot}"), Lang::FR);
    assert_eq!(found.len(), 2, "{found:?}");
    // Between parts of the text it is none.
    let found = taken(
        &format!("Le pont rouvre\n\n{FR}\n--------------------\n\n{FR}"),
        Lang::FR,
    );
    assert!(found.is_empty(), "{found:?}");
    // The lines of a head under which one is drawn are no heading.
    let head = "AGENCE DE VALMY\nBulletin n° 147 - lundi 5 septembre 2022\nISSN 0000-0000 - Page 1/2\n--------------------------\n\nLE PONT DE VALMY ROUVRE";
    let found = taken(&format!("{head}\n\n{FR}"), Lang::FR);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn news_that_a_page_might_have_too_is_kept() {
    // Between two paragraphs, and as the last one before what a page has.
    let lines = [
        (
            Lang::EN,
            "Cannabis for personal use only is no crime there, the judge said.",
        ),
        (
            Lang::EN,
            "You can refuse cookies on the new site of the county.",
        ),
        (
            Lang::EN,
            "Your browser shows the map when you open the page of the bridge.",
        ),
        (Lang::EN, "Votes on the toll: 18 for, 5 against"),
        (Lang::EN, "Rent of a stall: 400 pounds a month"),
        (Lang::EN, "▲ 3.4% tolls"),
        (Lang::EN, "Harbour   3   Vale   1"),
        (
            Lang::FR,
            "Toute reproduction du tableau est interdite par le musée de Lestrac.",
        ),
        (
            Lang::FR,
            "Vous pouvez refuser les cookies du site de la mairie de Pontrac.",
        ),
        (Lang::FR, "Loyer du stand : 400 euros par mois"),
    ];
    for (lang, line) in lines {
        let body = if lang == Lang::FR { FR } else { EN };
        let text = body.replacen("\n\n", &format!("\n\n{line}\n\n"), 1);
        assert!(taken(&text, lang).is_empty(), "{line}");
    }
    let listed = EN.replacen(
        "\n\n",
        "\n\nMedical coverage\n\n- Harbour Clinic\n- Vale Clinic\n\n",
        1,
    );
    let found = taken(&listed, Lang::EN);
    assert!(!found.iter().any(|l| l.starts_with('-')), "{found:?}");
}
