//! Tables of numbers.

use super::{Number, NumberKind};
use crate::draft::Draft;
use crate::lang::Lang;

fn shown(text: &str, lang: Lang) -> Vec<String> {
    Draft::parse(text, lang)
        .numbers()
        .iter()
        .map(|n| {
            assert_eq!(n.text, n.span.slice(text), "tight");
            let kind = match n.kind {
                NumberKind::Cardinal => "n",
                NumberKind::Percent => "%",
                NumberKind::Ordinal => "o",
                NumberKind::Year => "y",
                NumberKind::Date => "d",
                NumberKind::Time => "t",
                NumberKind::Money(code) | NumberKind::Measure(code) => code,
                NumberKind::Points => "points",
                NumberKind::Decade => "decade",
                NumberKind::Quarter => "quarter",
                NumberKind::Weekday => "weekday",
                NumberKind::Regnal => "regnal",
                NumberKind::Version => "version",
                NumberKind::Phone => "phone",
                NumberKind::Reference => "reference",
                NumberKind::Model => "model",
            };
            let spelled = if n.spelled { "*" } else { "" };
            format!("{}={kind}{spelled} {}", n.text, n.canonical)
        })
        .collect()
}

fn check(lang: Lang, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, want) in cases {
        let got = shown(text, lang);
        if got != *want {
            wrong.push(format!("{text}\n  want {want:?}\n   got {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn french() {
    check(
        Lang::FR,
        &[
            ("Il y a 2 millions de colis.", &["2 millions=n 2000000"]),
            ("Soit 2 000 000 colis.", &["2 000 000=n 2000000"]),
            (
                "Soit 2\u{202f}000\u{202f}000 colis.",
                &["2\u{202f}000\u{202f}000=n 2000000"],
            ),
            (
                "Environ 1,5 milliard d’euros.",
                &["1,5 milliard d’euros=EUR 1500000000"],
            ),
            (
                "Pour 3 M€ et 2,5 Md€.",
                &["3 M€=EUR 3000000", "2,5 Md€=EUR 2500000000"],
            ),
            (
                "Pour 20 €, 30\u{a0}$ ou 50 dollars.",
                &["20 €=EUR 20", "30\u{a0}$=USD 30", "50 dollars=USD 50"],
            ),
            ("En hausse de 50 % puis 3,5%.", &["50 %=% 50", "3,5%=% 3.5"]),
            ("Soit 50 pour cent des cas.", &["50 pour cent=% 50"]),
            ("Soit cinquante pour cent.", &["cinquante pour cent=%* 50"]),
            ("Un pour cent.", &["Un pour cent=%* 1"]),
            (
                "À 31,5 km ou 31.5 km.",
                &["31,5 km=km 31.5", "31.5 km=km 31.5"],
            ),
            (
                "Il vaut 10.000 ou 10 000.",
                &["10.000=n 10000", "10 000=n 10000"],
            ),
            ("En 2023, 300 navires.", &["2023=y 2023", "300=n 300"]),
            ("L’année 2023 a été dure.", &["2023=y 2023"]),
            (
                "Entre 2023-2024 et 24/7.",
                &["2023=y 2023", "2024=y 2024", "24=n 24", "7=n 7"],
            ),
            (
                "Le 12 mars 2024, le 1er mai.",
                &["12 mars 2024=d 2024-03-12", "1er mai=d --05-01"],
            ),
            (
                "En mars 2024, le 12/03/2024.",
                &["mars 2024=d 2024-03", "12/03/2024=d 2024-03-12"],
            ),
            (
                "Le 5 janv. 2024 et 2024-03-12.",
                &["5 janv. 2024=d 2024-01-05", "2024-03-12=d 2024-03-12"],
            ),
            (
                "À 14 h 30, 14h30, 14:30 ou 9h.",
                &[
                    "14 h 30=t 14:30",
                    "14h30=t 14:30",
                    "14:30=t 14:30",
                    "9h=t 09:00",
                ],
            ),
            (
                "À 14 heures, après 48 heures.",
                &["14 heures=t 14:00", "48 heures=h 48"],
            ),
            (
                "Le 2e port, la 1re place, le XXe siècle.",
                &["2e=o 2", "1re=o 1", "XXe=o 20"],
            ),
            ("La Ve République, François Ier.", &["Ve=o 5", "Ier=o 1"]),
            ("Deux ports et trois quais.", &["Deux=n* 2", "trois=n* 3"]),
            (
                "Vingt et un ports, quatre-vingt-dix-sept quais.",
                &["Vingt et un=n* 21", "quatre-vingt-dix-sept=n* 97"],
            ),
            (
                "Deux cent cinquante mille colis.",
                &["Deux cent cinquante mille=n* 250000"],
            ),
            (
                "Soixante et onze, soixante-dix-huit.",
                &["Soixante et onze=n* 71", "soixante-dix-huit=n* 78"],
            ),
            ("Un million de colis, une aide.", &["Un million=n* 1000000"]),
            (
                "Deux millions cinq cent mille.",
                &["Deux millions cinq cent mille=n* 2500000"],
            ),
            (
                "Mille colis, cent ports, des millions.",
                &["Mille=n* 1000", "cent=n* 100"],
            ),
            ("Un véhicule neuf. Neuf ports.", &["Neuf=n* 9"]),
            (
                "Deux mars et trois avril 2024.",
                &["Deux mars=d* --03-02", "trois avril 2024=d* 2024-04-03"],
            ),
            ("L’un et l’autre, l’une des deux.", &["deux=n* 2"]),
            ("Il fait -5 °C et −3,5.", &["-5 °C=°C -5", "−3,5=n -3.5"]),
            ("Voir https://x.fr/2024/12 et `42`.", &[]),
            ("La 5G, le G7 et COVID-19.", &[]),
            ("Un poids de 10kg.", &["10kg=kg 10"]),
            ("## 1. Contexte\n\n2) Suite", &[]),
            ("1. Un\n2. Deux", &["Deux=n* 2"]),
            ("Il y en a 0 ou 007.", &["0=n 0", "007=n 7"]),
        ],
    );
}

#[test]
fn english() {
    check(
        Lang::EN,
        &[
            (
                "Some 2 million parcels, or 2,000,000.",
                &["2 million=n 2000000", "2,000,000=n 2000000"],
            ),
            ("Two million parcels.", &["Two million=n* 2000000"]),
            (
                "About 31.5 miles, not 31,5.",
                &["31.5 miles=mi 31.5", "31,5=n 31.5"],
            ),
            (
                "It cost $3bn, €2m, $1.5 billion or 20 euros.",
                &[
                    "$3bn=USD 3000000000",
                    "€2m=EUR 2000000",
                    "$1.5 billion=USD 1500000000",
                    "20 euros=EUR 20",
                ],
            ),
            (
                "Up 50% or 50 percent or 50 per cent or fifty percent.",
                &[
                    "50%=% 50",
                    "50 percent=% 50",
                    "50 per cent=% 50",
                    "fifty percent=%* 50",
                ],
            ),
            (
                "On March 12, 2024 and 12 March 2024.",
                &["March 12, 2024=d 2024-03-12", "12 March 2024=d 2024-03-12"],
            ),
            (
                "On the 12th of March and Jan. 5.",
                &["12th of March=d --03-12", "Jan. 5=d --01-05"],
            ),
            (
                "In March 2024, it may 5 times.",
                &["March 2024=d 2024-03", "5=n 5"],
            ),
            (
                "At 2:30 p.m. or 2pm or 14:30.",
                &["2:30 p.m.=t 14:30", "2pm=t 14:00", "14:30=t 14:30"],
            ),
            (
                "The 1st, 2nd and 20th century.",
                &["1st=o 1", "2nd=o 2", "20th=o 20"],
            ),
            (
                "Two hundred and five ports and three quays.",
                &["Two hundred and five=n* 205", "three=n* 3"],
            ),
            (
                "Twenty-two ports, a hundred quays, one crane.",
                &["Twenty-two=n* 22", "a hundred=n* 100"],
            ),
            ("Two and three.", &["Two=n* 2", "three=n* 3"]),
            (
                "In 1999 there were 1500 ports.",
                &["1999=y 1999", "1500=y 1500"],
            ),
            ("It costs US$5 or 10k.", &["US$5=USD 5", "10k=n 10000"]),
            ("Thousands of millions.", &[]),
            (
                "On 03/12/2024 and 25/12/2024.",
                &["03/12/2024=d 2024-03-12", "25/12/2024=d 2024-12-25"],
            ),
        ],
    );
}

/// Whether the first number of each text states the same.
fn agree(lang: Lang, a: &str, b: &str) -> bool {
    let read = |text: &str| Draft::parse(text, lang);
    let (a, b) = (read(a), read(b));
    let all = |d: &Draft| -> Vec<Number> {
        d.numbers()
            .iter()
            .chain(d.number_asides())
            .cloned()
            .collect()
    };
    let (x, y) = (all(&a), all(&b));
    !x.is_empty()
        && x.iter().all(|n| y.iter().any(|m| n.agrees(m)))
        && y.iter().all(|n| x.iter().any(|m| n.agrees(m)))
}

fn rows(lang: Lang, table: &str, want: bool) {
    let mut wrong = Vec::new();
    for row in table.lines().map(str::trim).filter(|r| !r.is_empty()) {
        let (a, b) = row.split_once(" = ").expect("two texts");
        if agree(lang, a, b) != want || agree(lang, b, a) != want {
            wrong.push(format!(
                "{row}\n  {:?}\n  {:?}",
                shown(a, lang),
                shown(b, lang)
            ));
        }
    }
    assert!(wrong.is_empty(), "want {want}:\n{}", wrong.join("\n"));
}

#[test]
fn the_same_in_french() {
    rows(Lang::FR, include_str!("tests/fr-same.txt"), true);
}

#[test]
fn not_the_same_in_french() {
    rows(Lang::FR, include_str!("tests/fr-other.txt"), false);
}

#[test]
fn the_same_in_english() {
    rows(Lang::EN, include_str!("tests/en-same.txt"), true);
}

#[test]
fn not_the_same_in_english() {
    rows(Lang::EN, include_str!("tests/en-other.txt"), false);
}

#[test]
fn numbers_agree_across_forms_and_languages() {
    let one = |text: &str, lang: Lang| -> Number { Draft::parse(text, lang).numbers()[0].clone() };
    let (fr, en) = (Lang::FR, Lang::EN);
    for (a, b) in [
        (one("Soit 2 millions.", fr), one("It is 2,000,000.", en)),
        (one("Soit 50 %.", fr), one("It is fifty percent.", en)),
        (one("Soit 31,5 km.", fr), one("It is 31.5 km.", en)),
        (one("Le 12 mars 2024.", fr), one("On March 12, 2024.", en)),
        (one("À 14 h 30.", fr), one("At 2:30 pm.", en)),
    ] {
        assert_eq!(a.key(), b.key());
        assert!(a.agrees(&b));
    }
    for (a, b) in [
        ("Soit 2 millions d’euros.", "Soit 2 millions."),
        ("Le 12 mars 2024.", "Le 12 mars."),
        ("Le 12 mars 2024.", "En mars 2024."),
        ("Le 12 mars 2024.", "En 2024."),
    ] {
        assert!(one(a, fr).agrees(&one(b, fr)), "{a} {b}");
    }
    for (a, b) in [
        ("Soit 50 %.", "Soit 50."),
        ("Soit 2 euros.", "Soit 2 dollars."),
        ("Le 12 mars 2024.", "Le 13 mars 2024."),
        ("Le 2e.", "Le 2."),
    ] {
        assert!(!one(a, fr).agrees(&one(b, fr)), "{a} {b}");
    }
}
