//! A line that speaks of the article as a piece of work: its versions, its words, the order it was made to. An article about
//! anything else has none, whatever words it shares with such a line.

use super::chat::{even, languages, words_of};
use crate::draft::total::At as _;
use crate::lang::{Desk, Lang};

/// A line about the article has at most this many words.
const LONGEST: usize = 22;

/// Whether a sentence at the edge of an article speaks of the article. `whole` when nothing else stands in its block.
pub(super) fn speaks_of_article(sentence: &str, lang: Lang, whole: bool) -> bool {
    let text = even(sentence.trim_matches(['*', '_', ' ', '(', ')', '[', ']']));
    let words: Vec<&str> = words_of(&text).collect();
    if words.is_empty() || words.len() > LONGEST {
        return false;
    }
    languages(lang).any(|l| {
        let desk = &l.pack().desk;
        remarks(&text, desk)
            || presents(&words, desk, text.ends_with(':'))
            || offers(&words, desk)
            || hopes(&words, desk)
            || made_to_order(&words, desk)
            || reports(&words, desk)
            || asks(&text, &words, desk)
            || whole && (labels(&text, desk) || counts(&words, desk))
    })
}

/// `Souhaitez-vous une version plus longue ?`, "Shall I make it shorter?": a question to the one who ordered the text, about a text. One that
/// asks readers to write is put in the name of all: "Would you like to write for us?"
fn asks(text: &str, words: &[&str], desk: &Desk) -> bool {
    let question = text.trim_end_matches([' ', '\u{a0}']).ends_with('?');
    let begins = desk.questions.iter().any(|q| {
        text.strip_prefix(q)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let rest = words.get(1..).unwrap_or_default();
    let version = |w: &&str| desk.versions.contains(w) && w.len() > 4;
    let change = has(rest, desk.making) || rest.iter().any(version);
    let about =
        has(rest, desk.titles) || has(rest, desk.products) && (change || has(rest, desk.made));
    let myself = has(words, desk.first_person) || has(words, desk.able);
    question && begins && !has(words, desk.ourselves) && (about || myself && change)
}

fn has(words: &[&str], list: &[&str]) -> bool {
    words.iter().any(|w| list.contains(w))
}

fn split_label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(':')?;
    Some((label.trim(), rest.trim_matches(['*', '_', ' '])))
}

/// `Alternative headline: …`, `Mots-clés : …`, `Article réécrit :`: the label is the name of a piece of work, with nothing but
/// words such as *alternative* or *proposé* around it.
fn labels(text: &str, desk: &Desk) -> bool {
    let Some((label, rest)) = split_label(text) else {
        return false;
    };
    if desk.labels.contains(&label) {
        return true;
    }
    let words: Vec<&str> = words_of(label).collect();
    let qualified = has(&words, desk.versions) || has(&words, desk.made);
    let of_article = words.iter().all(|w| {
        desk.products.contains(w)
            || desk.titles.contains(w)
            || desk.versions.contains(w)
            || desk.made.contains(w)
            || w.len() <= 2
    });
    let title = has(&words, desk.titles) && qualified;
    let product = has(&words, desk.products) && qualified && rest.is_empty();
    words.len() <= 5 && of_article && (title || product)
}

/// `Note: I kept all figures`, `Remarque : les citations ont été reprises mot pour mot`.
fn remarks(text: &str, desk: &Desk) -> bool {
    let Some((label, rest)) = split_label(text) else {
        return false;
    };
    if !desk.remarks.contains(&label) {
        return false;
    }
    let words: Vec<&str> = words_of(rest).collect();
    let myself = words.iter().take(8).any(|w| desk.first_person.contains(w));
    let material = has(&words, desk.material);
    let text = material || has(&words, desk.products);
    myself && text && (has(&words, desk.made) || has(&words, desk.faithful))
        || material && has(&words, desk.faithful) && !has(&words, desk.altered)
}

/// `Here is a shorter version.`, `Je vous propose la version suivante.`: a presenting phrase, a product, and nothing that says
/// what it is about.
fn presents(words: &[&str], desk: &Desk, open: bool) -> bool {
    let Some(at) = words.iter().position(|w| desk.products.contains(w)) else {
        return false;
    };
    let yours = words
        .windows(2)
        .any(|p| i_yours(p.at(0), desk) && !desk.second_person.contains(p.at(1)));
    let qualified = has(words, desk.versions) || has(words, desk.made) || has(words, desk.ordered);
    let plain = words.iter().enumerate().all(|(i, w)| {
        i == at
            || yours
                && i > at
                && words
                    .get(i.saturating_sub(2)..i)
                    .unwrap_or_default()
                    .iter()
                    .any(|w| i_yours(w, desk))
            || desk.presenting.contains(w)
            || desk.versions.contains(w)
            || desk.made.contains(w)
            || desk.ordered.contains(w)
            || desk.first_person.contains(w)
    });
    let begins = words.iter().take(3).any(|w| desk.openers.contains(w));
    words.len() <= 12 && begins && plain && (qualified || open)
}

/// `votre` communiqué, "your" press release.
fn i_yours(word: &str, desk: &Desk) -> bool {
    desk.second_person.contains(&word) && !matches!(word, "you" | "vous" | "te")
}

/// A sentence inside the article that presents or offers it: `Voici une version réécrite de votre communiqué.`, `Bien sûr, voici la suite de
/// l’article réécrit : …`, `J’espère que cette version vous convient.`, and one in which the text reports on itself. Gives the length of what is no part of the text.
/// Stricter than at the edges: it was rewritten for somebody, or a word of assent stands before it.
pub(super) fn midway(sentence: &str, lang: Lang) -> Option<usize> {
    let end = sentence.find([':', '\n']).map_or(sentence.len(), |i| i + 1);
    let clause = &sentence[..end];
    let text = even(clause.trim_matches(['*', '_', ' ', '(', ')', '[', ']']));
    let all: Vec<&str> = words_of(&text).collect();
    if all.len() < 3 || all.len() > LONGEST {
        return None;
    }
    languages(lang).find_map(|l| {
        let desk = &l.pack().desk;
        let assent = desk
            .assents
            .iter()
            .find_map(|a| {
                text.strip_prefix(a)
                    .filter(|r| r.starts_with([',', ' ', '!', '.']))
            })
            .map(|rest| words_of(rest).collect::<Vec<&str>>());
        let rest = assent.as_deref().unwrap_or(&all);
        let anew = has(rest, desk.anew) || made_to_order(rest, desk);
        let yours = rest.iter().any(|w| i_yours(w, desk)) && has(rest, desk.made);
        let open = text.ends_with(':');
        let presents = (anew || yours || assent.is_some()) && presents(rest, desk, open);
        let whole = end == sentence.len() || sentence[end..].trim().is_empty();
        let hopes = whole && hopes(&all, desk) && (has(&all, desk.anew) || has(&all, desk.drafts));
        let reports = whole && reports(&all, desk);
        (presents && (open || whole) || hopes || reports).then_some(end)
    })
}

/// `Cette réécriture conserve les faits et leur sens.`, `This rewritten version keeps the tone.`: the text, said to be written anew, as the
/// subject of what it does with its source.
fn reports(words: &[&str], desk: &Desk) -> bool {
    let Some((first, rest)) = words.split_first() else {
        return false;
    };
    let subject = rest
        .iter()
        .take_while(|w| {
            [desk.products, desk.drafts, desk.anew]
                .iter()
                .any(|l| l.contains(w))
        })
        .count();
    let verb = rest.get(subject).is_some_and(|w| desk.keeping.contains(w));
    desk.these.contains(first)
        && (1..=3).contains(&subject)
        && has(rest.get(..subject).unwrap_or_default(), desk.anew)
        && verb
        && (has(rest, desk.material) || has(rest, desk.manner))
}

/// `Je peux aussi rédiger un chapô.`, `I could also draft a shorter version if you like.`
fn offers(words: &[&str], desk: &Desk) -> bool {
    let Some(at) = words
        .iter()
        .take(6)
        .position(|w| desk.first_person.contains(w))
    else {
        return false;
    };
    let Some(can) = words
        .get(at..)
        .unwrap_or_default()
        .iter()
        .position(|w| desk.able.contains(w))
    else {
        return false;
    };
    let rest = words.get(at + can..).unwrap_or_default();
    can <= 3
        && has(rest, desk.making)
        && (has(rest, desk.products) || has(rest, desk.titles) || has(rest, desk.second_person))
}

/// `J’espère que cette version vous convient.`
fn hopes(words: &[&str], desk: &Desk) -> bool {
    words.iter().take(3).any(|w| desk.hoping.contains(w))
        && has(words, desk.products)
        && has(words, desk.second_person)
}

/// `Article rewritten according to your instructions.`
fn made_to_order(words: &[&str], desk: &Desk) -> bool {
    let orders = words
        .windows(2)
        .any(|p| desk.second_person.contains(p.at(0)) && desk.orders.contains(p.at(1)));
    orders && has(words, desk.products) && has(words, desk.made)
}

/// `Word count: 250`, `(248 mots)`.
fn counts(words: &[&str], desk: &Desk) -> bool {
    let number = |w: &&str| w.bytes().all(|b| b.is_ascii_digit());
    words.len() <= 8
        && words.iter().any(&number)
        && has(words, desk.counted)
        && words
            .iter()
            .all(|w| number(w) || desk.counted.contains(w) || desk.counting.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_the_article_is_told_from_what_does_not() {
        for (lang, lines) in [(Lang::FR, RESIDUE_FR), (Lang::EN, RESIDUE_EN)] {
            let missed: Vec<&&str> = lines
                .iter()
                .filter(|l| !speaks_of_article(l, lang, true))
                .collect();
            assert_eq!(missed, Vec::<&&str>::new());
        }
        for (lang, lines) in [(Lang::FR, NEWS_FR), (Lang::EN, NEWS_EN)] {
            let wrong: Vec<&&str> = lines
                .iter()
                .filter(|l| speaks_of_article(l, lang, true))
                .collect();
            assert_eq!(wrong, Vec::<&&str>::new());
        }
    }

    #[test]
    fn what_presents_the_article_inside_of_it_is_told_from_the_text() {
        let fr = [
            "Voici une version réécrite de votre communiqué.",
            "Bien sûr, voici la suite de l'article réécrit : le réveil a eu lieu en laboratoire.",
            "J’espère que cette version vous convient.",
            "Voici votre texte reformulé :",
            "Certainement, voici l'article :",
            "Bien sûr ! Voici l’article :",
            "Texte réécrit selon vos consignes.",
        ];
        let en = [
            "Here is the rewritten article:",
            "Sure, here is the rest of the article: the lake woke up in June.",
            "Here is a rewritten version of your press release.",
            "Of course, here's the shorter version:",
            "I hope this version works for you.",
            "Here is your revised article:",
        ];
        for (lang, lines) in [(Lang::FR, &fr[..]), (Lang::EN, &en[..])] {
            for line in lines {
                let presented = midway(line, lang).is_some() || speaks_of_article(line, lang, true);
                assert!(presented, "{line}");
            }
        }
        let fr = [
            "Voici le texte de la lettre : « Madame, … ».",
            "Voici l’article 3 modifié : « Nul ne peut … ».",
            "Bien sûr, voici un bel exemple : le pont.",
            "Bien sûr, la version du maire est tout autre.",
            "J’espère que cet article vous a plu.",
            "J’espère que votre texte sera lu, lui dit-elle.",
            "Voici la version longue de l’entretien.",
            "N’hésitez pas à nous contacter.",
            "Voici trois ans que la version réécrite de la loi attend.",
        ];
        let en = [
            "Here is the text of the letter: “Dear sir, …”.",
            "Of course, the mayor's version is another.",
            "Sure, here is a good example: the bridge.",
            "Here is the rewritten clause of the bill.",
            "I hope you like this article.",
            "Let us know in the comments.",
            "Here is your guide to the ferry:",
            "Here is how to rewrite an article:",
        ];
        for (lang, lines) in [(Lang::FR, &fr[..]), (Lang::EN, &en[..])] {
            for line in lines {
                assert_eq!(midway(line, lang), None, "{line}");
            }
        }
    }

    #[test]
    fn a_text_that_reports_on_itself_is_no_article() {
        for (lang, line, reports) in [
            (
                Lang::FR,
                "Cette réécriture conserve les faits et leur sens tout en évitant d'ajouter de nouvelles informations.",
                true,
            ),
            (
                Lang::FR,
                "Cette reformulation respecte le ton de l’agence.",
                true,
            ),
            (
                Lang::FR,
                "Cette version réécrite garde les citations.",
                true,
            ),
            (
                Lang::FR,
                "Ce texte réécrit préserve le sens et les chiffres.",
                true,
            ),
            (
                Lang::FR,
                "Cette réécriture de l’histoire garde les faits.",
                false,
            ),
            (
                Lang::FR,
                "Cette version garde les données sur la machine.",
                false,
            ),
            (Lang::FR, "Ce texte respecte le droit européen.", false),
            (
                Lang::FR,
                "Cette réécriture du code prendra deux ans.",
                false,
            ),
            (Lang::EN, "This rewrite keeps all facts and quotes.", true),
            (
                Lang::EN,
                "This rewritten version preserves the meaning of the source.",
                true,
            ),
            (Lang::EN, "This rephrasing maintains the tone.", true),
            (
                Lang::EN,
                "This rewrite of the tax code keeps the figures of 2012.",
                false,
            ),
            (Lang::EN, "This version keeps the data on the phone.", false),
            (
                Lang::EN,
                "The rewritten text keeps the wording of 1912.",
                false,
            ),
            (Lang::EN, "This article keeps its shape.", false),
        ] {
            assert_eq!(midway(line, lang).is_some(), reports, "{line}");
        }
    }

    #[test]
    fn a_question_about_the_text_is_told_from_one_to_the_reader() {
        for (lang, line, asked) in [
            (Lang::EN, "Shall I make it shorter?", true),
            (Lang::EN, "Would you like a headline as well?", true),
            (Lang::EN, "Do you want another version?", true),
            (Lang::EN, "Would you like to write for us?", false),
            (Lang::EN, "Would you like to read the full article?", false),
            (Lang::EN, "Do you want to keep your seat?", false),
            (Lang::FR, "Souhaitez-vous une version plus longue ?", true),
            (Lang::FR, "Veux-tu un autre titre ?", true),
            (Lang::FR, "Dois-je raccourcir le texte ?", true),
            (Lang::FR, "Souhaitez-vous recevoir nos articles ?", false),
            (Lang::FR, "Voulez-vous lire l’article ?", false),
            (Lang::FR, "Voulez-vous écrire pour nous ?", false),
        ] {
            assert_eq!(speaks_of_article(line, lang, false), asked, "{line}");
        }
    }

    #[rustfmt::skip]
    const RESIDUE_FR: &[&str] = &[
        "J’espère que cette version vous convient.", "Note : j'ai conservé tous les chiffres de la source.",
        "Remarque : les citations ont été reprises mot pour mot.", "Titre alternatif : Brest vote son budget",
        "Titres alternatifs :", "Mots-clés : port, budget, quais.", "(Nombre de mots : 248)", "Nombre de mots : 248",
        "248 mots", "Voici une version plus courte.", "Bien entendu, je peux aussi rédiger un chapô.",
        "Si besoin, je peux raccourcir le texte.", "Voici la réécriture demandée :", "Article réécrit :",
        "**Titre proposé :**", "Je vous propose la version suivante.", "Autre titre possible : Brest vote",
        "Article réécrit selon vos consignes.", "Texte adapté conformément à vos instructions.",
        "N.B. : j’ai gardé les citations telles quelles.", "Version finale :", "Ci-dessous, la version révisée.",
        "Note : tous les faits et les citations ont été conservés.", "Voici votre article réécrit :",
        "Voici la version corrigée.", "Méta-description : Brest vote lundi.",
    ];
    #[rustfmt::skip]
    const NEWS_FR: &[&str] = &[
        "Voici les faits.", "Note : ce service ferme à midi.", "Note : les prénoms ont été modifiés.",
        "Note : les chiffres ont été arrondis.", "Remarque : la piscine est fermée le lundi.",
        "Voici le texte de la lettre :", "Voici la version du maire.", "J’espère que vous viendrez nombreux.",
        "Envoyez votre demande à la mairie.", "Je peux aussi venir lundi, a dit la maire.",
        "Cet article a été mis à jour mardi à 10 h.", "Titre de transport : 2 euros", "Photo : AFP",
        "Il a rédigé le texte selon vos élus.", "Voici une autre histoire.", "Contact : mairie de Brest",
        "Note : le musée a gardé ses horaires d’hiver.", "Le prénom a été modifié.", "Le texte sera examiné en juin.",
        "Voici l’adresse : 3, rue Haute.", "Résultat : 248 voix contre 12.", "Je vous propose une balade.",
        "Voici notre sélection.", "Titre : champion de France", "La version finale est attendue en mai.",
        "Ce texte a été adopté par 248 voix.", "Voici la recette demandée par nos lecteurs.",
        "Remarque : l’article 3 de la loi a été conservé.",
    ];
    #[rustfmt::skip]
    const RESIDUE_EN: &[&str] = &[
        "Note: I kept all figures from the source.", "Note: quotes were kept verbatim.",
        "Alternative headline: Brest votes its budget.", "Alternative headlines:", "Keywords: harbour, budget, quays.",
        "Word count: 250", "(248 words)", "Here is a shorter version.", "Here is the rewrite you asked for:",
        "Rewritten article:", "Article rewritten according to your instructions.", "Below is the revised piece.",
        "I can also write a standfirst.", "If you like, I can shorten the text.", "I hope this version works for you.",
        "Suggested headline: Brest votes", "Final version:", "Here's the revised draft:",
        "Note: all facts and quotes have been preserved.", "Meta description: Brest votes on Monday.",
        "Approximate word count: 250 words", "Note: I have shortened the quotes.",
        "The text was rewritten as per your request.",
    ];
    #[rustfmt::skip]
    const NEWS_EN: &[&str] = &[
        "Here are the facts.", "Note: the pool closes at noon.", "Note: figures have been rounded.",
        "This interview has been edited for length and clarity.", "Here is the text of the letter:",
        "Here is the mayor’s version.", "Send your request to the town hall.", "I hope you enjoy the walk.",
        "This article was updated on Tuesday.", "Photo: Reuters", "I can also bake bread.",
        "Title: world champion", "Here is how to get there.", "Note: names have been changed.",
        "The final version is due in May.", "250 words were cut from the bill by members.",
        "The text was rewritten by the Senate.", "Result: 250 votes to 12", "Contact: the town hall",
        "Here is a shorter route.", "Note: the museum kept its winter hours.", "I will write to you again next week.",
        "This story was first published in May.", "Below is the bridge.", "Your request will be answered in a week.",
        "I can send you the recipe.", "Note: Article 3 was kept by the Senate.",
    ];
}
