//! Tables of sentences: `│` marks each place where one ends.

use super::sentences;
use crate::draft::words;
use crate::lang::Lang;

fn check(lang: Lang, cases: &[&str]) {
    let mut wrong = Vec::new();
    for case in cases {
        let want: Vec<&str> = case.split('│').map(str::trim).collect();
        let text = case.replace('│', "");
        let found = words(&text, lang);
        let got: Vec<&str> = sentences(&text, &found, lang)
            .into_iter()
            .map(|(s, e)| &text[s..e])
            .collect();
        if got != want {
            wrong.push(format!("want {want:?}\n got {got:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn french() {
    check(
        Lang::FR,
        &[
            "M. Dupont est venu.│ Il est reparti.",
            "MM. Dupont et Durand sont là.│ Ils attendent.",
            "Mme. Royer parle.│ Elle dit oui.",
            "Le Dr. Martin opère.│ Le Pr. Blanc assiste.",
            "M. Le Pen était présent.│ Le débat a duré.",
            "J.-P. Martin est arrivé.│ J.-C. Juncker aussi.",
            "Le livre de J. K. Rowling se vend bien.│ Très bien.",
            "En 52 av. J.-C. César assiège Alésia.│ Il gagne.",
            "En 52 av. J.-C.│ Le siège commence.",
            "Voir p. 12 et art. 5 du code.│ Puis vol. 3.",
            "C’est de l’art.│ Le public adore.",
            "Le n° 3 est sorti.│ Le no. 4 suivra.",
            "Il aime les pommes, les poires, etc.│ Elle préfère les figues.",
            "Les douaniers, les policiers, etc. seront présents.",
            "La société Dupont et Cie.│ Elle a fermé.",
            "Cf. l’annexe.│ Voir aussi le tableau.",
            "Le taux atteint 3.5 points.│ Il était de 2,1.",
            "Le montant est de 10 000 euros.│ Rien de plus.",
            "Le site exemple.com a fermé.│ Un autre ouvre.",
            "Voir https://exemple.fr/a.b?c=D pour la suite.│ Merci.",
            "Il hésite… puis repart.",
            "Il hésite…│ Puis il repart.",
            "Il hésite... puis repart.",
            "Il hésite...│ Puis il repart.",
            "Il a dit (…) que oui.│ Rien d’autre.",
            "« Le port […] est fermé. »│ Il l’a dit.",
            "« Vraiment ? » demanda-t-il.│ Elle sourit.",
            "« Vraiment\u{a0}?\u{a0}» demanda-t-il.",
            "« Non ! », a-t-il répondu.│ Puis il est sorti.",
            "« Je viens. »│ Il est venu.",
            "« Je viens.\u{a0}»│ Il est venu.",
            "« Je viens », a-t-elle dit.│ « Je pars. »",
            "« Nous faisons équipe.│ Pour cela, ils ont besoin d’aide. »",
            "Elle a dit : « Non. »│ Personne n’a bougé.",
            "Elle a dit : « Oui ».│ Personne n’a bougé.",
            "Quoi ?│ Rien.",
            "Quoi\u{202f}?!│ Rien.",
            "Quoi !?│ Rien !│ Vraiment rien !",
            "Quoi ? dit-il.",
            "(Il est venu.)│ Elle est partie.",
            "Il est venu (hier !) avec elle.",
            "Il est venu (?) hier.│ Bon.",
            "La vitamine C.│ Le calcium.",
            "Le plan B.│ Les autres plans.",
            "L’O.N.U. a voté.│ L’U.E. aussi.",
            "Il vit aux U.S.A.│ Il y travaille.",
            "Il est 14 h 30.│ La réunion commence.",
            "Elle est née le 12.│ Son frère le 13.",
            "1. Le contexte",
            "Ils étaient 12.│ 3 ports ont fermé.",
            "Il arrive.│ 12 ports sont concernés.",
            "C’est fini.│ – Et alors ?",
            "– Tu viens ?│ – Non.",
            "C’est fini.│ « Enfin ! » dit-elle.",
            "Le 3e port d’Europe.│ Le XXe siècle.",
            "Louis XIV.│ Le Roi-Soleil.",
            "Il part.│ À demain.",
            "Il part.│ Élodie reste.",
            "Il part.[1]│ Elle reste.",
            "Le bd. Voltaire est fermé.│ L’av. Foch aussi.",
            "Il habite au 3 pl. de la Paix.│ Elle aussi.",
            "C’est env. 300 tonnes.│ Soit beaucoup.",
            "Une aide, c.-à-d. un prêt.│ Rien de plus.",
            "Le conseil, p.ex. demain.│ Ou après.",
            "Il a crié : « Stop ! »│ Jean s’est arrêté.",
            "« C’est fini ? » Johansson demande.",
            "Il vient.Elle part.",
            "Il vient !│Elle part.",
            "iPhone en rupture.│ Les stocks baissent.",
            "Oui.│ Non.│ Peut-être.",
            "Une phrase sans point",
            "Première ligne.\n│Seconde ligne",
            "Fin. 🚀",
            "En janv. 2024, les saisies montent.│ En févr. aussi.",
            "Éd. Gallimard, coll. Folio.│ Prix : 8 €.",
            "Le général de Gaulle.│ Puis Pompidou.",
            "Elle lit J. M. Martinez le soir.│ La maison J. C. Delaunay paie.│ On joue J. S. Berger.",
            "Le rapport de J. A. Martin est prêt.│ A. Dupont le signe.",
            "La synchro est lente.│ iCloud ne propose rien.│ eBay non plus.",
            "Il hésite… iCloud le tente.",
            "il est venu.│ elle est partie.│ puis plus rien.",
            "« quoi ? » demanda-t-il.",
            "env. 300 tonnes, p. 12.│ et c’est tout.",
            "La mer, la mer,\ntoujours recommencée !\n│Ô récompense après une pensée",
            "Un vers qui passe\net se prolonge ici.\n│Un autre.",
            "Paris\n│Lyon\n│Marseille",
            "Il part.¹│ Elle reste.",
            "Un mot,\n\n│un autre",
        ],
    );
}

#[test]
fn english() {
    check(
        Lang::EN,
        &[
            "Mr. Smith came.│ He left.",
            "Mrs. Jones and Ms. Lee met Dr. Brown.│ They talked.",
            "Prof. White spoke.│ Rev. Green listened.",
            "J. K. Rowling wrote it.│ It sold well.",
            "J.K. Rowling wrote it.│ It sold well.",
            "George W. Bush won.│ He served twice.",
            "He moved to the U.S.│ The next day he left.",
            "The U.S. Navy sailed.│ It returned.",
            "The U.K. government fell.│ It was late.",
            "He lives in Washington, D.C.│ He works there.",
            "It opens at 9 a.m.│ It closes at 5 p.m.",
            "It opens at 9 a.m. on Monday.",
            "It opens at 9 a.m. Monday for walkers.│ It shuts at 5 p.m. Eastern Time.",
            "It opens at 9 a.m. May 4.│ Then 9 a.m. GMT.",
            "Acme Inc. Chief Executive Tom Lee got a raise.│ He smiled.",
            "Acme Inc. (NYSE: ACM) grew.│ Fine.",
            "He left Acme Inc.│ Critics cheered.",
            "The book of J. A. Martin sold.│ A. Smith read it.",
            "Pick plan B.│ A new plan came.",
            "The sync is cheap.│ iCloud offers no such way.│ macOS does.",
            "he came.│ she left at 9 a.m. and slept.│ then nothing.",
            "The rain, the rain,\nit falls.\n│Next line",
            "Was it over?¹│ No.",
            "Ports, e.g. Rotterdam, grew.│ Others shrank.",
            "Some ports, i.e. the big ones, grew.",
            "Apples, pears, etc. were sold.",
            "Apples, pears, etc.│ Then the market closed.",
            "Acme Inc. grew.│ Beta Corp. shrank.",
            "He works at Acme Inc.│ She works at Beta.",
            "No. 5 won.│ No. 7 lost.",
            "Did he win?│ No.│ He lost.",
            "See p. 12 and vol. 3.│ Then stop.",
            "See fig. 3.│ It is clear.",
            "Smith et al. found it.│ Others agreed.",
            "Roe v. Wade was decided.│ It stood for years.",
            "John Smith Jr. won.│ He cheered.",
            "The rate is 3.5 percent.│ It was 2.1.",
            "The total is 1,200.50 dollars.│ No more.",
            "Visit example.com today.│ Or not.",
            "See https://example.com/a.b?c=D for more.│ Thanks.",
            "He paused… then left.",
            "He paused…│ Then he left.",
            "He paused... then left.",
            "He paused...│ Then he left.",
            "“Is it over?” he asked.│ It was.",
            "\"Is it over?\" she asked.│ It was.",
            "“Is it over?” Smith asked.│ It was.",
            "“Stop!” John Smith shouted.│ Nobody did.",
            "“It is over,” she said.│ “We lost.”",
            "“It is over.”│ She left.",
            "“It is over.│ We lost.”",
            "\"It is over.\"│ She left.",
            "He said: \"No.\"│ Then he left.",
            "(He came.)│ She left.",
            "He came (at last!) with her.",
            "He came (?) yesterday.│ Good.",
            "“The port […] is closed.”│ He said so.",
            "Really?!│ Yes.│ Really!",
            "What? he said.",
            "Vitamin C.│ The rest is water.",
            "Plan B.│ There is none.",
            "1. Background",
            "There were 12.│ Three stayed.",
            "It ended.│ 12 ports closed.",
            "It ended.│ “Finally!” she said.",
            "It ended.[1]│ Then it began.",
            "Sen. Warren spoke.│ Gov. Smith replied.",
            "On Jan. 5 it rained.│ On Feb. 6 it snowed.",
            "Gen. Lee met Col. Park.│ They agreed.",
            "The St. Louis office closed.│ It was old.",
            "It was his own idea.│ I agree.",
            "He came.She left.",
            "Yes.│ No.│ Maybe.",
            "A sentence without a stop",
            "First line.\n│Second line",
            "The end. 🚀",
            "Dept. of Justice lawyers came.│ They sued.",
            "He holds a Ph.D. in physics.│ She too.",
            "He came; she left.│ Then: silence.",
            "Lt. Gov. Adams spoke.│ Adm. Byrd did not.",
            "It cost approx. 300 dollars.│ That is a lot.",
            "The EU vs. Apple case ended.│ Apple paid.",
            "See ch. 4, sec. 2.│ Then sec. 3.",
            "It ended at noon.│ (Nobody cared.)│ We left.",
            "“Why?”│ “Because.”",
            "He said “no.”│ She said “yes.”",
            "The rate fell to .5 percent.│ It rose again.",
            "Version 2.0.1 is out.│ Version 3 follows.",
            "Is it 5 p.m.?│ Yes.",
            "What a day!│ – Indeed.",
            "He holds a Ph.D.│ She does not.",
        ],
    );
}

#[test]
fn a_text_without_a_word_has_no_sentence() {
    check(Lang::FR, &["Oui."]);
    for text in ["", "   ", "…", "🚀 !", "— « » …"] {
        assert!(sentences(text, &words(text, Lang::FR), Lang::FR).is_empty());
    }
}
