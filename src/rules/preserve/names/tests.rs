//! Sound and faulty pairs: the source, the article, and whether the names of both are the same.

use super::super::Exempt;
use super::super::Preserve;
use super::*;
use crate::diag::Severity;
use crate::lang::Lang;
use crate::source::SourceId;
use crate::span::Loc;

fn findings(lang: Lang, source: &str, article: &str) -> Vec<String> {
    let source = Draft::parse(source, lang);
    let draft = Draft::parse(article, lang);
    let rule = Preserve {
        kinds: Vec::new(),
        except: Vec::new(),
        at_least: None,
    };
    let mut out = Outcome::new(
        super::super::DEF.id,
        Severity::Error,
        Loc::new(SourceId(0), Span::at(0)),
    );
    let words = [source.keep(Lexicon::read)];
    let new = draft
        .names()
        .iter()
        .filter(|n| is_new(n, &draft, &source, &words).is_some())
        .map(|n| format!("new: {}", n.text));
    lost(&rule, &draft, &source, &Exempt::of(&source, &[]), &mut out)
        .into_iter()
        .map(|l| format!("lost: {}", l.text))
        .chain(new)
        .collect()
}

pub(super) fn sound(lang: Lang, pairs: &[(&str, &str)]) {
    let wrong: Vec<String> = pairs
        .iter()
        .map(|(source, article)| (source, article, findings(lang, source, article)))
        .filter(|(_, _, found)| !found.is_empty())
        .map(|(source, article, found)| format!("{source} => {article}: {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

pub(super) fn faulty(lang: Lang, pairs: &[(&str, &str)]) {
    let wrong: Vec<String> = pairs
        .iter()
        .filter(|(source, article)| findings(lang, source, article).is_empty())
        .map(|(source, article)| format!("{source} => {article}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sound_english_pairs_hold() {
    sound(
        Lang::EN,
        &[
            (
                "The council heard Mayor John Rudd.",
                "The council heard Mr Rudd (John), the mayor.",
            ),
            (
                "The council heard Dr Rohan Mistry of the Royal Society.",
                "Dr Rohan Mistry spoke for the Royal Society.",
            ),
            (
                "Gwen Prothero and Mair Prothero swam.",
                "Gwen and Mair Prothero swam.",
            ),
            (
                "Gwen and Mair Prothero swam.",
                "Mair Prothero swam, and Gwen Prothero swam.",
            ),
            (
                "Lt Siobhan Farrelly swam.",
                "Lieutenant Siobhan Farrelly swam. Farrelly won.",
            ),
            (
                "Treasurer Sam Ashby spoke.",
                "Sam Ashby, the treasurer, spoke.",
            ),
            (
                "Striker Sam Ashby scored on Monday.",
                "Sam Ashby scored on Monday.",
            ),
            ("Germany voted.", "The Germans voted."),
            (
                "The German chancellor spoke.",
                "The chancellor of Germany spoke.",
            ),
            (
                "The vote in the United Kingdom pleased them.",
                "The vote in Britain pleased them.",
            ),
            (
                "It is a matter for the European Union.",
                "It is a matter for the EU.",
            ),
            ("The U.S. summit began.", "The US summit began."),
            (
                "The estate went up in the 1960s.",
                "The estate went up in the Sixties. It was 38 degrees Celsius.",
            ),
            (
                "J. A. Martin wrote the report.",
                "The report was written by JA Martin.",
            ),
            (
                "People met in London on Monday.",
                "Londoners met in London on Monday.",
            ),
            (
                "The plant is in Derby.",
                "The Derby-based plant is in Derby.",
            ),
            ("It is the law of the EU.", "It is an EU-wide law."),
            (
                "The council heard Martin Luther King Jr. on Monday.",
                "The council heard Martin Luther King on Monday.",
            ),
            (
                "They met the singer Billie Jean King there.",
                "They met the singer Billie Jean King there. King sang.",
            ),
            (
                "The case of Judge Amy Carr was heard.",
                "The case of Amy Carr, a judge, was heard.",
            ),
            (
                "The council heard Tom Judge on Monday.",
                "On Monday Tom Judge was heard. Mr Judge spoke.",
            ),
            (
                "They met John F. Kennedy there.",
                "They met John F. Kennedy there. Kennedy spoke.",
            ),
            (
                "The president, Jean-Pierre Roy, spoke.",
                "The president, Jean Pierre Roy, spoke.",
            ),
            (
                "The Bank of England raised rates.",
                "The Bank raised rates. That is the Bank of England.",
            ),
            (
                "The council of Ramsgate will decide.",
                "The Council of Ramsgate will decide, the Mayor said.",
            ),
            (
                "The council of Ramsgate will decide.",
                "# What Happens Next\n\nThe council of Ramsgate will decide.",
            ),
            (
                "The council of Ramsgate will decide.",
                "## A New Plan for Ramsgate\n\nThe council of Ramsgate will decide.",
            ),
            (
                "The council of Ramsgate will decide.",
                "The council of Ramsgate will decide by GPS, by TV, or in Q3. It needs 32 GB.",
            ),
            (
                "The council of Ramsgate will decide.",
                "Police said the council of Ramsgate will decide. Residents agreed. Construction was halted. Work had begun.",
            ),
            (
                "The council of Ramsgate will decide.",
                "Yes, the council of Ramsgate will decide. English readers know. Christmas is near.",
            ),
            (
                "The harbour trust hired Sam Clark.",
                "The Harbour Trust hired Sam Clark.",
            ),
            (
                "The council heard Sam Clark and Anna Clark.",
                "The Clarks, Sam Clark and Anna Clark, were heard.",
            ),
            (
                "Andy O’Brien and Ann McKay met.",
                "Andy O'Brien and Ann McKay met.",
            ),
            (
                "The vote was held in South Korea.",
                "South Koreans voted in South Korea.",
            ),
            (
                "He saw Ludwig van Beethoven play.",
                "He saw Ludwig van Beethoven play. Beethoven played.",
            ),
            (
                "The prime minister, Tom Lee, spoke.",
                "Tom Lee, the PM, spoke.",
            ),
            (
                "She works at Harvard University.",
                "She works at Harvard University, Harvard said.",
            ),
            (
                "On Monday the Transport Workers' Federation (TWF) met.",
                "On Monday the TWF met.",
            ),
        ],
    );
}

#[test]
fn faulty_english_pairs_fail() {
    faulty(
        Lang::EN,
        &[
            (
                "The case against Martin Hale was heard.",
                "The case against Martin Hales was heard.",
            ),
            (
                "The case against Joan Brooks was heard.",
                "The case against Joan Brook was heard.",
            ),
            (
                "The case against Mark Weber was heard.",
                "The case against Mark Webber was heard.",
            ),
            (
                "The case against Sam Johnson was heard.",
                "The case against Sam Johnston was heard.",
            ),
            (
                "The case against Joan Smith Kaye was heard.",
                "The case against Joan Kaye was heard.",
            ),
            (
                "The case against Joan Smith-Kaye was heard.",
                "The case against Joan Smith was heard.",
            ),
            (
                "The council heard Sam Brown.",
                "The council heard Sam Brown. For Mr Browne all is well.",
            ),
            (
                "The council heard Sam Brown.",
                "The council heard Sam Brown. Whitlock disagreed.",
            ),
            (
                "The council heard Sam Brown.",
                "The council heard Sam Brown, according to Whitlock.",
            ),
            (
                "The council heard Sam Brown.",
                "# Zoe Farrow sues the council\n\nThe council heard Sam Brown.",
            ),
            (
                "The council heard Sam Brown.",
                "# New Plan By Zoe Farrow For Council\n\nThe council heard Sam Brown.",
            ),
            (
                "The council heard Sam Brown.",
                "## What Farrow wants from the council\n\nThe council heard Sam Brown.",
            ),
            (
                "The council heard Sam Brown.",
                "## NASA takes a stand\n\nThe council heard Sam Brown.",
            ),
            (
                "The council heard Sam Brown.",
                "The council heard Sam Brown.\n\n- the plan of Farrow",
            ),
            (
                "J. A. Martin wrote the report.",
                "The report was written by J. S. Martin.",
            ),
            ("Sam Hart met Joe Cole.", "Joe Hart met Sam Cole."),
            ("Iran voted.", "Iraq voted."),
            ("Niger voted.", "Nigeria voted."),
            ("Guinea voted.", "Guinea-Bissau voted."),
            (
                "The vote was held in Guinea-Bissau.",
                "The vote was held in Guinea.",
            ),
            ("South Korea voted.", "North Korea voted."),
            (
                "The vote was held in the Republic of Congo.",
                "The vote was held in the Democratic Republic of Congo.",
            ),
            (
                "The vote was held in Australia.",
                "The vote was held in Austria.",
            ),
            ("He has an IP68 phone.", "He has an IP67 phone."),
            ("It opens in the UK.", "It opens in the US."),
            (
                "The council heard Paul Adam Weir.",
                "The council heard Paul Weir Adam.",
            ),
            (
                "The vote pleased the Bank of England.",
                "The vote pleased the Bank of Scotland.",
            ),
        ],
    );
}

#[test]
fn sound_french_pairs_hold() {
    sound(
        Lang::FR,
        &[
            (
                "Jean Martin et Jeanne Martin nagent.",
                "Jean et Jeanne Martin nagent.",
            ),
            (
                "Jean et Jeanne Martin nagent.",
                "Jean Martin nage avec Jeanne Martin.",
            ),
            ("L’Allemagne vote.", "Les Allemands votent."),
            (
                "Le chancelier allemand vote.",
                "Le chancelier de l’Allemagne vote.",
            ),
            ("Le conseil de Brest vote.", "Les Brestois votent à Brest."),
            ("Le conseil de Rennes vote.", "Les Rennais votent à Rennes."),
            (
                "Le conseil de Saint-Étienne vote.",
                "Les Stéphanois votent à Saint-Étienne.",
            ),
            (
                "Le maire de Saint-Denis vote.",
                "Le maire de St-Denis vote.",
            ),
            (
                "Il a vu Étienne Robert hier.",
                "Il a vu Etienne Robert hier.",
            ),
            (
                "Il a vu Jean-Pierre Robert hier.",
                "Il a vu Jean Pierre Robert hier.",
            ),
            (
                "Il a vu le docteur Lœb hier.",
                "Il a vu le docteur Loeb hier.",
            ),
            ("Il a vu le maire du Havre.", "Il a vu le maire, au Havre."),
            ("Il a vu Le Havre.", "Il a vu le maire du Havre."),
            (
                "L’Organisation mondiale de la santé alerte.",
                "L’OMS alerte.",
            ),
            (
                "Il cite l’OMS.",
                "Il cite l’Organisation mondiale de la santé.",
            ),
            (
                "Il cite la Cour des comptes.",
                "La Cour des comptes est citée, et la Cour répond.",
            ),
            (
                "Le ministère des Transports paie.",
                "Le ministère chargé des transports paie.",
            ),
            (
                "Il aide les petites et moyennes entreprises.",
                "Il aide les PME et leur PDG, au CDI et en TGV.",
            ),
            (
                "Il a vu Michel de Brissac hier.",
                "Il a vu Michel de Brissac hier. M. de Brissac parle.",
            ),
            (
                "Il a vu Charles de Gaulle hier.",
                "Il a vu Charles de Gaulle hier. De Gaulle parle.",
            ),
            (
                "Le titre monte à la Bourse de Paris.",
                "À Paris, la Bourse voit le titre monter.",
            ),
            (
                "Il a vu le juge Jean Roi hier.",
                "Il a vu Jean Roi hier, un juge. M. Roi parle.",
            ),
            (
                "Il a vu Paul Marchand hier.",
                "Il a vu Paul Marchand hier. M. Marchand parle.",
            ),
            (
                "Il vote à Aix-en-Provence jeudi.",
                "Jeudi, on vote à Aix-en-Provence.",
            ),
            (
                "Le conseil de Brest vote.",
                "# Brest vote son budget\n\nLe Conseil de Brest vote, dit le Gouvernement.",
            ),
            (
                "Le conseil de Brest vote.",
                "Personne ne vote. Rien n’est dit. Le conseil de Brest vote. Retour en images. Demain est un jour.",
            ),
            (
                "L’Union européenne et le Parti socialiste votent.",
                "L’UE et le PS votent.",
            ),
            (
                "Il a vu l’Assemblée nationale.",
                "Il a vu l’Assemblée nationale, et l’Assemblée l’a vu.",
            ),
            (
                "Valéry Giscard d’Estaing est venu.",
                "Valéry Giscard d'Estaing est venu.",
            ),
            (
                "Bachar al-Assad est venu à Damas.",
                "Bachar al-Assad est venu à Damas. M. Assad parle.",
            ),
        ],
    );
}

#[test]
fn faulty_french_pairs_fail() {
    faulty(
        Lang::FR,
        &[
            (
                "Le maire, Paul Robert, accuse.",
                "Le maire, Paul Roberts, accuse.",
            ),
            (
                "Le maire, Paul Dupont, accuse.",
                "Le maire, Paul Dupond, accuse.",
            ),
            (
                "Le maire, Paul Coté, accuse.",
                "Le maire, Paul Côte, accuse.",
            ),
            (
                "Le maire, Jean Martin, accuse.",
                "Le maire, Jeanne Martin, accuse.",
            ),
            (
                "Le maire, Michel Le Goff, accuse.",
                "Le maire, Michel Goff, accuse.",
            ),
            (
                "Le maire, Michel de Brissac, accuse.",
                "Le maire, Michel Brissac, accuse.",
            ),
            (
                "Le maire, Anne Martin-Dubois, accuse.",
                "Le maire, Anne Martin, accuse.",
            ),
            (
                "Paul Robert accuse. Le juge Jean Robert l’écoute.",
                "M. Robert accuse. Le juge Jean Robert l’écoute.",
            ),
            (
                "La commune a écouté Nadège Pietri.",
                "La commune a écouté Nadège Pietri. Pour Mme Pietry, tout va bien.",
            ),
            (
                "La commune a écouté Jean Boucher.",
                "La commune a écouté Jean Boucher. Jeanne Bouchard y était.",
            ),
            (
                "Le maire Paul Robert accuse.",
                "Le maire Paul Robert accuse. Quillard en doute.",
            ),
            (
                "Le maire Paul Robert accuse.",
                "Le maire Paul Robert accuse. Quillard se tait.",
            ),
            (
                "Le maire Paul Robert accuse.",
                "Le maire Paul Robert accuse. Quillard n’est pas venu.",
            ),
            (
                "Le maire Paul Robert accuse.",
                "Le maire Paul Robert accuse devant un élu de Quimperlé.",
            ),
            (
                "Le maire Paul Robert accuse.",
                "## Ce que répond Quillard au maire\n\nLe maire Paul Robert accuse.",
            ),
            (
                "Maud Estivalet et Paul Ostrowiak parlent.",
                "Maud Ostrowiak et Paul Estivalet parlent.",
            ),
            (
                "Il cite la Cour des comptes.",
                "Il cite la Cour de cassation.",
            ),
            (
                "Il cite le Parti socialiste.",
                "Il cite le Parti communiste.",
            ),
            (
                "Il cite l’Organisation mondiale de la santé.",
                "Il cite l’Organisation mondiale du commerce.",
            ),
            ("Il vote au Niger jeudi.", "Il vote au Nigeria jeudi."),
            (
                "Il roule en Airbus A320 jeudi.",
                "Il roule en Airbus A330 jeudi.",
            ),
            (
                "Il vote à Saint-Martin-sur-Orne jeudi.",
                "Il vote à Saint-Martin-des-Bois jeudi.",
            ),
            (
                "Il vote à Villeneuve-le-Roi jeudi.",
                "Il vote à Villeneuve jeudi.",
            ),
            (
                "Il va au HBC Montfleury jeudi.",
                "Il va au RBC Montfleury jeudi.",
            ),
            ("Il cite la CGT.", "Il cite la CFDT."),
            ("Il vote en Corée du Sud.", "Il vote en Corée du Nord."),
        ],
    );
}
