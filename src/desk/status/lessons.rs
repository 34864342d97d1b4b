//! Lessons by review and by language.

use serde::Serialize;

use crate::model::{
    self, Campaign, Date, Lang, LessonText, Role, Status, block::each_text, lesson::Short,
};

/// What a language has of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Language {
    /// Its tag.
    pub lang: String,
    /// How far it has come: `published`, `unreviewed`, `planned`.
    pub status: &'static str,
    /// The pack.
    pub pack: String,
    /// How many lessons the pack has.
    pub lessons: usize,
    /// Of these, originals and translations of the text as it now stands.
    pub current: usize,
    /// Of these, translations of an older text.
    pub outdated: usize,
    /// Of these, lessons with no text in this language.
    pub missing: usize,
    /// Of the texts that are there, those that nobody signed.
    pub awaiting_review: usize,
}

/// Whether a text says what the original says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is the original.
    Original,
    /// A translation of the original as it now stands.
    Current,
    /// A translation of an older text.
    Outdated,
    /// There is none.
    Missing,
}

/// A lesson in a language.
#[derive(Debug, Clone, Serialize)]
pub struct Text {
    /// The language.
    pub lang: String,
    /// Whether it says what the original says.
    pub standing: Standing,
    /// The day of the original that it was made from; only a translation has it.
    pub made_from: Option<Date>,
    /// The paragraphs of the original that changed since; only for an outdated one, and empty if it
    /// was not written down which it was made from.
    pub changed: Vec<String>,
    /// The parts that have not as many paragraphs as the original; only for an outdated one.
    pub differs: Vec<&'static str>,
    /// Who signed it, and when; absent if nobody did, or if it has changed since.
    pub approved: Option<Signature>,
}

/// A signature.
#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    /// Who.
    pub by: String,
    /// When.
    pub on: Date,
    /// The document, by number.
    pub document: String,
}

/// A lesson.
#[derive(Debug, Clone, Serialize)]
pub struct Lesson {
    /// Its pack.
    pub pack: String,
    /// Its id.
    pub id: String,
    /// Its title in the first language.
    pub title: String,
    /// When the original was last changed.
    pub revised: Option<Date>,
    /// When it must be looked at again.
    pub review_by: Date,
    /// Why it is parked; absent if it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parked: Option<String>,
    /// Its text in each language of the campaign, planned ones left out.
    pub texts: Vec<Text>,
}

/// A first-aid protocol.
#[derive(Debug, Clone, Serialize)]
pub struct Protocol {
    /// Its id.
    pub id: String,
    /// When it was last changed.
    pub revised: Date,
    /// Whether a health authority signed its present wording, in each language that has its steps.
    pub signed: bool,
    /// The languages that have its steps.
    pub languages: Vec<String>,
}

/// What each language has of each pack, planned ones included.
pub fn languages(campaign: &Campaign) -> Vec<Language> {
    let mut rows = Vec::new();
    for language in &campaign.settings.languages {
        for pack in &campaign.packs {
            let texts = pack.lessons.iter().map(|lesson| text(campaign, lesson, &language.lang));
            let texts: Vec<Text> = texts.collect();
            let count = |standing| texts.iter().filter(|text| text.standing == standing).count();
            rows.push(Language {
                lang: language.lang.to_string(),
                status: match language.status {
                    Status::Published => "published",
                    Status::Unreviewed => "unreviewed",
                    Status::Planned => "planned",
                },
                pack: pack.id.clone(),
                lessons: texts.len(),
                current: count(Standing::Original) + count(Standing::Current),
                outdated: count(Standing::Outdated),
                missing: count(Standing::Missing),
                awaiting_review: texts.iter().filter(|text| text.awaits_review()).count(),
            });
        }
    }
    rows
}

/// Every lesson, in reading order.
pub fn lessons(campaign: &Campaign) -> Vec<Lesson> {
    let langs = campaign.languages(true);
    let lessons = campaign.lessons().map(|(pack, lesson)| {
        let original = lesson.texts.get(campaign.first_lang());
        Lesson {
            pack: pack.id.clone(),
            id: lesson.id.clone(),
            title: original.map(|text| text.title.clone()).unwrap_or_default(),
            revised: original.map(|text| text.revised),
            review_by: lesson.review_by,
            parked: lesson.parked.as_ref().map(|parked| parked.reason.clone()),
            texts: langs.iter().map(|lang| text(campaign, lesson, lang)).collect(),
        }
    });
    lessons.collect()
}

/// Every protocol, by id.
pub fn protocols(campaign: &Campaign) -> Vec<Protocol> {
    let protocols = campaign.protocols.values().map(|protocol| Protocol {
        id: protocol.id.clone(),
        revised: protocol.revised,
        signed: !protocol.texts.is_empty()
            && protocol
                .texts
                .keys()
                .all(|lang| campaign.protocol_standing(protocol, lang).is_signed()),
        languages: protocol.texts.keys().map(ToString::to_string).collect(),
    });
    protocols.collect()
}

impl Text {
    /// Whether there is a text that nobody signed.
    pub fn awaits_review(&self) -> bool {
        self.standing != Standing::Missing && self.approved.is_none()
    }
}

fn text(campaign: &Campaign, lesson: &model::Lesson, lang: &Lang) -> Text {
    let first = campaign.first_lang();
    let (original, found) = (lesson.texts.get(first), lesson.texts.get(lang));
    let made_from = found.and_then(|text| text.translates).filter(|_| lang != first);
    let behind = match (made_from, original, found) {
        (Some(_), Some(original), Some(found)) => found.behind(original),
        _ => None,
    };
    let outdated = behind.is_some();
    let standing = match found {
        None => Standing::Missing,
        Some(_) if lang == first => Standing::Original,
        Some(_) if outdated => Standing::Outdated,
        Some(_) => Standing::Current,
    };
    let differs = match (original, found) {
        (Some(original), Some(found)) if outdated => differs(original, found),
        _ => Vec::new(),
    };
    let approved = found.and_then(|text| match campaign.lesson_standing(lesson, lang, text) {
        model::Standing::Signed(signature, signer) => Some(Signature {
            by: signer.name.clone(),
            on: signature.on,
            document: signature.document.clone(),
        }),
        _ => None,
    });
    Text {
        lang: lang.to_string(),
        standing,
        made_from,
        changed: behind.unwrap_or_default(),
        differs,
        approved,
    }
}

/// The parts in which two texts have not the same number of lines.
fn differs(original: &LessonText, found: &LessonText) -> Vec<&'static str> {
    let lines = |blocks: &[model::Block]| {
        let mut count = 0_usize;
        each_text(blocks, &mut |_| count += 1);
        count
    };
    let part = |text: &LessonText, role| text.part(role).map(|part| lines(&part.blocks));
    let short = |text: &LessonText, short| text.shorts.get(&short).map(|(blocks, _)| lines(blocks));
    let messages = (original.messages.len() != found.messages.len()).then_some("messages");
    let parts = Role::ALL.into_iter().filter(|role| part(original, *role) != part(found, *role));
    let shorts = Short::ALL.into_iter().filter(|key| short(original, *key) != short(found, *key));
    messages.into_iter().chain(parts.map(Role::key)).chain(shorts.map(Short::key)).collect()
}
