//! What is a name and what is not, and which names are the same.

use super::*;

fn names(text: &str, lang: Lang) -> Vec<String> {
    Draft::parse(text, lang)
        .names()
        .iter()
        .map(|n| n.text.clone())
        .collect()
}

#[test]
fn finds_names_and_nothing_else() {
    for (lang, text, want) in [
        (
            Lang::FR,
            "La commissaire européenne aux Affaires intérieures, Ylva Johansson, a parlé à Anvers.",
            &["Ylva Johansson", "Anvers"][..],
        ),
        (
            Lang::FR,
            "L’UE a lancé l’Alliance des ports européens.",
            &["UE", "Alliance"],
        ),
        (
            Lang::FR,
            "Hier, M. Dupont et Mme Royer ont vu le Dr Martin.",
            &["Dupont", "Royer", "Martin"],
        ),
        (
            Lang::FR,
            "Selon Ursula von der Leyen, Charles de Gaulle aimait Le Havre.",
            &["Ursula von der Leyen", "Charles de Gaulle", "Le Havre"],
        ),
        (
            Lang::FR,
            "Valéry Giscard d’Estaing est venu. Mercredi, il est parti.",
            &["Valéry Giscard d’Estaing"],
        ),
        (Lang::FR, "Ports et gangs luttent. Rotterdam demain.", &[]),
        (
            Lang::FR,
            "Le port de Rotterdam attend. Rotterdam agit.",
            &["Rotterdam", "Rotterdam"],
        ),
        (
            Lang::FR,
            "Il a dit : « Nous partons. » Les Européens suivent.",
            &[],
        ),
        (
            Lang::FR,
            "Le livre de J. K. Rowling se vend en Europe.",
            &["J. K. Rowling", "Europe"],
        ),
        (
            Lang::FR,
            "PUBLICITÉ

Le port attend. COVID-19 et G7.",
            &["COVID-19", "G7"],
        ),
        (Lang::FR, "Voir https://Exemple.fr/Page et `Code` ici.", &[]),
        (
            Lang::EN,
            "# New Alliance Against Drug Traffic In Rotterdam

The port of Rotterdam waits.",
            &["Rotterdam", "Rotterdam"],
        ),
        (
            Lang::EN,
            "The EU's ports met Commissioner Ylva Johansson on Wednesday.",
            &["EU", "Ylva Johansson"],
        ),
        (
            Lang::EN,
            "Yesterday I saw that I'm late. However, Smith’s car is not.",
            &["Smith"],
        ),
        (
            Lang::EN,
            "The European Commission and the Bank of England met.",
            &["European Commission", "Bank of England"],
        ),
        (
            Lang::FR,
            "Hier, l’Union européenne et la Corée du Nord. Le XXe siècle.",
            &["Union européenne", "Corée du Nord"],
        ),
        (
            Lang::EN,
            "Yesterday Home Affairs Commissioner Ylva Johansson met Dutch Prime Minister Mark Rutte in South Korea at Johnson & Johnson.",
            &[
                "Ylva Johansson",
                "Mark Rutte",
                "South Korea",
                "Johnson & Johnson",
            ],
        ),
        (
            Lang::EN,
            "Europeans agree. The French and the Germans too.",
            &[],
        ),
    ] {
        assert_eq!(names(text, lang), want, "{text}");
    }
}

#[test]
fn one_name_covers_another() {
    for (a, b) in [
        ("Johansson", "Ylva Johansson"),
        ("États-Unis", "Etats Unis"),
        ("O.N.U.", "ONU"),
        ("UE", "Union européenne"),
        ("EU", "European Union"),
        ("Jean-Pierre Roy", "Jean Pierre Roy"),
    ] {
        assert!(same_name(a, b), "{a} {b}");
    }
    for (a, b) in [
        ("Johansson", "Johansen"),
        ("", "x"),
        ("Ylva Berg", "Ylva Johansson"),
    ] {
        assert!(!same_name(a, b), "{a} {b}");
    }
}

#[test]
fn where_people_are_from_is_no_part_of_their_names() {
    for (text, want) in [
        (
            "Tenante du titre, la Liégeoise Manon Dethier a abandonné.",
            "Manon Dethier",
        ),
        (
            "Derrière lui, le Polonais T. Nowak termine à six minutes.",
            "T. Nowak",
        ),
        ("Hier, la Valaisienne Odile Zuber a gagné.", "Odile Zuber"),
    ] {
        let found = names(text, Lang::FR);
        assert!(found.contains(&want.to_owned()), "{text}: {found:?}");
    }
    // A house and a club keep the word.
    let found = names("Hier, la Lyonnaise des Eaux a gagné.", Lang::FR);
    assert!(found.iter().any(|n| n.contains("Lyonnaise")), "{found:?}");
}
