use crate::draft::Draft;
use crate::lang::Lang;

/// The furniture of a text, each piece.
fn pieces(text: &str, lang: Lang) -> Vec<String> {
    let draft = Draft::parse(text, lang);
    let found = draft.furniture();
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = crate::span::Span::new(at, at + line.trim_end().len());
        if !line.trim().is_empty() && found.spans.overlap(span) {
            all.push(line.trim().to_owned());
        }
        at += line.len();
    }
    assert_eq!(all.len(), found.lines, "{text}");
    all
}

fn around(line: &str) -> String {
    format!("{line}\n\nLe pont rouvre lundi à 7 heures.\n")
}

#[test]
fn lines_of_a_site_are_furniture() {
    for line in [
        "Accueil > Santé > Hôpitaux",
        "Accueil › Sport",
        "Publié le 11/06/2025 à 18h42 – Mis à jour à 19h05",
        "Publié le 3 mai 2025",
        "Mis à jour le lundi 3 mars 2025 à 9 h",
        "Temps de lecture : 2 min",
        "3 min de lecture",
        "Partager sur Facebook | Imprimer | Réagir (37)",
        "Partager sur WhatsApp",
        "Lire aussi : Déserts médicaux, la carte qui inquiète",
        "**À lire aussi** : Météo, le retour du soleil",
        "Inscrivez-vous à notre newsletter",
        "Recevez chaque matin notre lettre d'information",
        "© Julie Ravel / L'Écho des Causses",
        "La maternité de Valcroze. © Julie Ravel / L'Écho des Causses",
        "Photo : Anne Weil / AFP",
    ] {
        assert_eq!(pieces(&around(line), Lang::FR), [line], "{line}");
    }
    for line in [
        "Home > News > Local",
        "Published 3 May 2025, 10:15 BST",
        "Last updated on Monday 3 March 2025 at 9am",
        "4 min read",
        "Share on Facebook | Print | Comments (12)",
        "12 comments · Share",
        "Read more: The bridge that would not open",
        "Related: Ferry fares rise again",
        "Sign up to our newsletter",
        "Get our daily briefing in your inbox",
        "Photo: Jane Doe/Reuters",
        "The old bridge at dawn (© Jane Doe)",
        "© 2025 Harbour Media. All rights reserved",
    ] {
        let text = format!("{line}\n\nThe bridge reopens on Monday at 7am.\n");
        assert_eq!(pieces(&text, Lang::EN), [line], "{line}");
    }
}

#[test]
fn bylines_menus_and_labelled_credits_are_furniture() {
    for line in [
        "Par Jean Rault, correspondant à Lille",
        "Par Julie Ravel (avec AFP)",
        "Propos recueillis par Anne Weil",
        "Rédigé par Marc d’Aubigny",
        "Texte : Julie Ravel",
        "L'Écho des Causses › Justice",
        "Menu  Rechercher  Se connecter  S’abonner",
        "Menu Rechercher Se connecter",
        "Partager  Commenter (12)",
        "Écouter l’article (3 min)",
        "Mentions légales · Gérer mes cookies",
        "La suite après la publicité",
        "Article réservé aux abonnés",
        "Le pont de Valcroze en crue. Photo : Julie Ravel / AFP",
        "Le pont en crue (Crédit : Anne Weil)",
        "Photo Sud Nord / Julie Ravel",
        "AFP",
    ] {
        assert_eq!(pieces(&around(line), Lang::FR), [line], "{line}");
    }
    for line in [
        "By Morag Tennent",
        "By Sarah Jones, Health Correspondent",
        "By Sarah Jones and Tom Hill in Leeds",
        "Written by Jane Doe",
        "Reporting by Jane Doe; editing by Tom Hill",
        "Words: Jane Doe",
        "The Harbour Times › Sport",
        "Menu | Search | Sign in | Subscribe",
        "Skip to main content",
        "Advertisement",
        "Article continues below",
        "Most read | Comments (27) | © Coastline Media 2024",
        "Terms of use · Privacy policy · Cookie settings",
        "Listen to this article (4 min)",
        "Photo: The Sula Star at the pier. Credit: Iain Dowell/Coastline Pictures",
        "The mayor at the bridge (Photo: Jane Doe)",
        "PA Media",
        "Getty Images/Jane Doe",
    ] {
        let text = format!("{line}\n\nThe bridge reopens on Monday at 7am.\n");
        assert_eq!(pieces(&text, Lang::EN), [line], "{line}");
    }
    let text = "Jane Doe\nPublished 3 May 2025\n\nThe bridge reopens on Monday.\n";
    assert_eq!(pieces(text, Lang::EN).len(), 2);
    let text = "Le pont rouvre.\nNos lecteurs ont lu ensuite\nTrafic perturbé sur la rocade\nMétéo : le soleil\nLe bac s'arrête.\n";
    assert_eq!(pieces(text, Lang::FR).len(), 3);
}

#[test]
fn what_looks_like_a_byline_or_a_menu_is_news() {
    for line in [
        "Par Jean Rault, le maire a fait savoir sa décision",
        "Par 12 voix contre 3",
        "Par ailleurs",
        "Texte adopté",
        "Contact : Jean Rault, 3 rue Haute",
        "Le menu : soupe, fromage",
        "Recherche : 12 millions pour Valmy",
        "Le maire (photo : la mairie en fête) est parti",
        "Jean Rault",
    ] {
        assert!(pieces(&around(line), Lang::FR).is_empty(), "{line}");
    }
    for line in [
        "By Monday 12 boats had sailed",
        "By the river in Leeds",
        "Words Matter Most",
        "Search for Jane Doe goes on",
        "Jobs: 40 go in Leeds",
        "Help for Leeds",
        "Jane Doe",
    ] {
        let text = format!("{line}\n\nThe bridge reopens on Monday at 7am.\n");
        assert!(pieces(&text, Lang::EN).is_empty(), "{line}");
    }
    // A line behind the prose is no byline.
    let text = "The bridge reopens on Monday.\n\nBy Jane Doe\n";
    assert!(pieces(text, Lang::EN).is_empty());
}

#[test]
fn news_is_no_furniture() {
    for line in [
        "Publié le 3 mai 2025 chez Lenoir, le roman a eu 40 000 lecteurs.",
        "Publié le 3 mai par Anne Weil",
        "Abonnez-vous dès 45 € pour la saison",
        "Inscrivez-vous avant le 12 mai au 01 02 03 04 05",
        "Partager 12 repas avec 40 voisins",
        "Photo : la mairie en 1912, avant les travaux",
        "Lire aussi 40 pages par jour",
        "Le score : Valmy > Lestrac",
        "Le logo © coûte 3 euros",
        "Commentaires : 37 pour, 12 contre",
    ] {
        assert!(pieces(&around(line), Lang::FR).is_empty(), "{line}");
    }
    for line in [
        "Published in May 2025 by Harbour Press, it sold 40,000 copies.",
        "Subscribe from £45 for the season",
        "Sign up by 12 May on 01632 960 288",
        "Share of the vote: 41%",
        "Related deaths rose to 12",
        "Read more than 40 pages a day",
        "Print 200 copies on A4 paper",
        "Updated rules for 12 ports",
        "Photo: the mayor opens the bridge",
    ] {
        let text = format!("{line}\n\nThe bridge reopens on Monday at 7am.\n");
        assert!(pieces(&text, Lang::EN).is_empty(), "{line}");
    }
}

#[test]
fn a_label_takes_its_list_and_an_offer_needs_company() {
    let text = "Le pont rouvre lundi.\n\nÀ LIRE ÉGALEMENT\n- Météo : le soleil\n- Abonnez-vous dès 1 €\n\nLe bac s'arrête.\n";
    assert_eq!(pieces(text, Lang::FR).len(), 3);
    let offer =
        "Le pont rouvre lundi.\n\nAbonnez-vous dès 1 € le premier mois\n\nPartager sur Facebook\n";
    assert_eq!(pieces(offer, Lang::FR).len(), 2);
}

#[test]
fn a_contact_ends_a_release() {
    let text =
        "The plant opens in May.\n\nTom Ashby\nHarbor PR\ntom@lumen.example\n(555) 010-0123\n";
    assert_eq!(pieces(text, Lang::EN).len(), 4);
    let prose = "The plant opens in May.\n\nCall Tom Ashby on 01632 960 288 by 3 May.\n";
    assert!(pieces(prose, Lang::EN).is_empty());
}

#[test]
fn a_wrapped_line_is_none() {
    let text = "The report that the county had ordered in the spring of 2024 was first\nPublished on 3 May 2025\nand has 40 pages.\n";
    assert!(pieces(text, Lang::EN).is_empty());
}

#[test]
fn offers_and_credits_of_newsrooms() {
    for line in [
        "Reporting by Simon Eddery; editing by Kate Voss",
        "(Reporting by Simon Eddery; Editing by Kate Voss)",
        "Additional reporting by Helen Brook",
    ] {
        let text = format!("The bridge opens on Monday at 7am.\n\n{line}\n");
        assert_eq!(pieces(&text, Lang::EN), [line], "{line}");
    }
    let head = "Author of the article: Meaghan Thibert";
    let text = format!("{head}\n\nThe bridge opens on Monday at 7am.\n");
    assert_eq!(pieces(&text, Lang::EN), [head]);
    let page = "Share   0 Comments\n\nSubscribe today: 3 months for £3\n\nThe bridge opens on Monday at 7am.\n";
    assert!(pieces(page, Lang::EN).contains(&"Subscribe today: 3 months for £3".to_owned()));
    for line in [
        "LIRE AUSSI - DÉCRYPTAGE - Leasing : pourquoi les flottes freinent",
        "Lire aussi - Le pont rouvre",
        "À lire aussi – Le pont rouvre",
    ] {
        assert_eq!(pieces(&around(line), Lang::FR), [line], "{line}");
    }
}

/// A small letter that is longer or shorter than its capital moves what stands behind it.
#[test]
fn credits_with_letters_that_change_their_length() {
    for line in [
        "Crédit İİİİ",
        "Crédits : İİİİé",
        "Photo ẞẞẞẞ",
        "Photo : ẞé",
        "İé. Crédit: éa ẞ",
        "ẞé. Crédit: éİ",
        "İİİİ (crédit: éÉẞ) é",
        "L’Écho. Photo: ’’’ẞİé",
    ] {
        for lang in [Lang::FR, Lang::EN] {
            let text = format!("{line}\n\nLe pont rouvre lundi à 7 heures.\n");
            let _ = Draft::parse(&text, lang).furniture();
        }
    }
    for line in [
        "Photo : Zeynep İnan",
        "Photo : Zeynep Inan",
        "Photo : Anne L’Hénoret",
        "Photo : Anne L'Hénoret",
    ] {
        assert_eq!(pieces(&around(line), Lang::FR), [line], "{line}");
    }
}

#[test]
fn news_is_no_offer_and_no_credit() {
    for line in [
        "Reporting by the harbour police began in 1998 and still goes on.",
        "Subscribe today, the opera tells its 3,000 members, or lose your seat for £30.",
        "Subscribers pay £3 for three months.",
        "Editing by hand took 14 hours, she said.",
        "Her advertisement has not loaded the hall with 400 guests yet.",
    ] {
        let text =
            format!("The bridge opens on Monday at 7am.\n\n{line}\n\nIt was shut in 2019.\n");
        assert!(pieces(&text, Lang::EN).is_empty(), "{line}");
    }
    for line in [
        "Écoutez ce que disent les 40 riverains, demande le maire.",
        "Lire aussi vite que 300 mots par minute est rare.",
    ] {
        let text = format!("Le pont rouvre lundi à 7 heures.\n\n{line}\n\nIl a fermé en 2019.\n");
        assert!(pieces(&text, Lang::FR).is_empty(), "{line}");
    }
}
