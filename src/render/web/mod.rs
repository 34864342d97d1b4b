//! The website: pages by two stages of Tera.
//!
//! 1. [`holes`] marks the square-bracket tags of theme sources; [`html`] writes the blocks of a
//!    lesson; [`view`] is what templates may know. The first stage renders a page for a lesson
//!    and a language.
//! 2. The page is minified whole, and cut into a [`plate`].
//! 3. For each place the holes are evaluated once, and its pages are copies of memory.

mod holes;
mod html;
mod plate;
mod view;

use std::collections::BTreeMap;

use tera::{Context, Kwargs, State, Tera, Value};
use xxhash_rust::xxh3::xxh3_64;

pub use plate::{Evaluator, Plate, Values};

use crate::{
    diag::{Report, Reported, Span},
    model::{Artifact, Campaign, Lang, Lesson, Pack, Place, Selection, picture::PictureKind},
    render::shared::place::{OwnLesson, PlaceView},
    say,
};

/// The site, ready to be stamped.
pub struct Site {
    /// Pages of a place, by language.
    pub places: Vec<(Lang, Vec<Plate>)>,
    /// The page of an ended unit, by language.
    pub signposts: Vec<(Lang, Plate)>,
    /// Pages of lessons made for some places only: the places, the language, the page.
    pub own: Vec<(Vec<String>, Lang, Plate)>,
    /// Files that are the same everywhere: choosers, style sheets, pictures.
    pub fixed: Vec<Artifact>,
    /// Evaluates what pages leave open.
    pub evaluator: Evaluator,
    tera: Tera,
}

/// Leaflets a lesson page may link to: the name of the layout.
pub type Leaflets<'a> = dyn Fn(&Lesson) -> Vec<String> + 'a;

/// Makes the plates of a site.
///
/// # Errors
/// When a template is at fault; it is reported with the page that showed it.
pub fn compile(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    leaflets: &Leaflets<'_>,
) -> Result<Site, Reported> {
    let tera = templates(report, campaign)?;
    let mut compiler = Compiler { campaign, tera, holes: plate::Holes::default(), report };
    let langs: Vec<Lang> = campaign
        .languages(selection.unreviewed)
        .into_iter()
        .filter(|lang| {
            selection.langs.is_empty()
                || selection.langs.iter().any(|wanted| wanted == lang.as_str())
        })
        .cloned()
        .collect();
    let mut places = Vec::new();
    let mut signposts = Vec::new();
    let mut own = Vec::new();
    let mut fixed = compiler.assets();
    for lang in &langs {
        let view = view::View::new(campaign, selection, lang);
        let mut plates = Vec::new();
        plates.extend(compiler.plate("place.html", "index.html", &view.place_home(), &view));
        for pack in &campaign.packs {
            plates.extend(compiler.plate(
                "pack.html",
                &format!("{}.html", pack.id),
                &view.pack(pack),
                &view,
            ));
            for lesson in &pack.lessons {
                let name = format!("{}.html", lesson.id);
                let Some(page) = compiler.lesson(&view, pack, lesson, leaflets) else { continue };
                let Some(plate) = compiler.plate("lesson.html", &name, &page, &view) else {
                    continue;
                };
                if lesson.only_in.is_empty() {
                    plates.push(plate);
                } else {
                    own.push((lesson.only_in.clone(), lang.clone(), plate));
                }
            }
        }
        places.push((lang.clone(), plates));
        if let Some(plate) = compiler.plate("signpost.html", "", &view.signpost(), &view) {
            signposts.push((lang.clone(), plate));
        }
        fixed.extend(compiler.fixed(
            "chooser.html",
            format!("site/{lang}/index.html"),
            &view.chooser("../", &langs),
            &view,
        ));
        fixed.extend(compiler.fixed(
            "safety.html",
            format!("site/{lang}/safety.html"),
            &view.safety("../", &langs),
            &view,
        ));
        if lang == campaign.first_lang() {
            fixed.extend(compiler.fixed(
                "chooser.html",
                "site/index.html".into(),
                &view.chooser("", &langs),
                &view,
            ));
            fixed.extend(compiler.fixed(
                "404.html",
                "site/404.html".into(),
                &view.lost(&langs),
                &view,
            ));
        }
    }
    let Compiler { holes, report, tera, .. } = compiler;
    report.so_far()?;
    let evaluator = holes.finish().map_err(|(hole, error)| {
        let said = error.to_string();
        report.error_with_help(
            "template-error",
            None,
            say! { vi: "thẻ `{hole}` trong giao diện không chạy được: {said}", en: "the theme tag `{hole}` does not work: {said}" },
            say! { vi: "trong `[[ ]]` và `[% %]` chỉ dùng được `place`", en: "inside `[[ ]]` and `[% %]` only `place` is known" },
        )
    })?;
    Ok(Site { places, signposts, own, fixed, evaluator, tera })
}

/// The page a printed code leads to.
///
/// # Errors
/// When the template is at fault.
pub fn redirects(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    codes: &BTreeMap<String, (Lang, String)>,
) -> Result<Vec<Artifact>, Reported> {
    let tera = templates(report, campaign)?;
    let mut compiler = Compiler { campaign, tera, holes: plate::Holes::default(), report };
    let mut views: BTreeMap<Lang, view::View<'_>> = BTreeMap::new();
    let mut pages = Vec::new();
    for (code, (lang, target)) in codes {
        let view =
            views.entry(lang.clone()).or_insert_with(|| view::View::new(campaign, selection, lang));
        pages.extend(compiler.fixed(
            "redirect.html",
            format!("site/q/{code}.html"),
            &view.redirect(target),
            view,
        ));
    }
    compiler.report.so_far()?;
    Ok(pages)
}

struct Compiler<'a> {
    campaign: &'a Campaign,
    tera: Tera,
    holes: plate::Holes,
    report: &'a mut Report,
}

impl Compiler<'_> {
    /// Renders, minifies and cuts one page.
    fn plate(
        &mut self,
        template: &str,
        name: &str,
        context: &Context,
        view: &view::View<'_>,
    ) -> Option<Plate> {
        let (html, tags) = self.page(template, name, context, view)?;
        match holes::cut(&html, &tags) {
            Ok(pieces) => Some(self.holes.plate(name.to_owned(), pieces)),
            Err(fault) => {
                let file = self.file_of(template);
                let text = match fault {
                    holes::Fault::Unbalanced(tag) => {
                        say! { vi: "trang `{name}`: thẻ `[% {tag} %]` không có cặp", en: "page `{name}`: the tag `[% {tag} %]` has no partner" }
                    }
                    holes::Fault::Lost => {
                        say! { vi: "trang `{name}`: một thẻ `[[ ]]` bị mất khi ghép trang", en: "page `{name}`: a `[[ ]]` tag was lost while the page was made" }
                    }
                };
                self.report.error_with_help(
                    "hole-in-expression",
                    file,
                    text,
                    say! { vi: "không lọc, so sánh hay đo thứ có `[[ ]]` bằng thẻ `{{ }}`", en: "do not filter, compare or measure what holds `[[ ]]` with `{{ }}` tags" },
                );
                None
            }
        }
    }

    /// A page without a place.
    fn fixed(
        &mut self,
        template: &str,
        path: String,
        context: &Context,
        view: &view::View<'_>,
    ) -> Option<Artifact> {
        let (html, tags) = self.page(template, &path, context, view)?;
        match holes::cut(&html, &tags).ok()?.as_slice() {
            [holes::Piece::Literal(text)] => {
                Some(Artifact { path, bytes: text.as_bytes().to_vec() })
            }
            _ => {
                let file = self.file_of(template);
                self.report.error(
                    "hole-without-place",
                    file,
                    say! { vi: "trang `{path}` không thuộc xã nào nên không dùng được `[[ ]]`", en: "the page `{path}` belongs to no place, so it can hold no `[[ ]]`" },
                );
                None
            }
        }
    }

    fn page(
        &mut self,
        template: &str,
        name: &str,
        context: &Context,
        view: &view::View<'_>,
    ) -> Option<(String, holes::Tags)> {
        let html = match self.tera.render(template, context) {
            Ok(html) => html,
            Err(error) => {
                template_error(
                    self.report,
                    self.campaign,
                    &error,
                    Some((template, name, view.lang.as_str())),
                );
                return None;
            }
        };
        let mut tags = holes::Tags::default();
        let words = tags.insert_words(&html);
        if let Some((position, tag)) = holes::misplaced(&words, &tags) {
            let file = self.file_of(template);
            let text = match position {
                holes::Position::Script => {
                    say! { vi: "trang `{name}`: `{tag}` nằm trong `<script>`", en: "page `{name}`: `{tag}` stands in a script" }
                }
                holes::Position::Style => {
                    say! { vi: "trang `{name}`: `{tag}` nằm trong `<style>`", en: "page `{name}`: `{tag}` stands in a style" }
                }
                holes::Position::Comment => {
                    say! { vi: "trang `{name}`: `{tag}` nằm trong chú thích", en: "page `{name}`: `{tag}` stands in a comment" }
                }
                holes::Position::BetweenAttributes => {
                    say! { vi: "trang `{name}`: `{tag}` nằm giữa các thuộc tính của thẻ", en: "page `{name}`: `{tag}` stands between attributes" }
                }
            };
            self.report.error_with_help(
                "hole-position",
                file,
                text,
                say! { vi: "đặt nó trong chữ hoặc trong giá trị có ngoặc kép, ví dụ `href=\"[[ … ]]\"`", en: "put it in text or in a quoted value, for example `href=\"[[ … ]]\"`" },
            );
            return None;
        }
        let config = minify_html::Cfg {
            keep_closing_tags: true,
            keep_html_and_head_opening_tags: true,
            minify_css: false,
            minify_js: false,
            ..minify_html::Cfg::default()
        };
        let small = minify_html::minify(words.as_bytes(), &config);
        Some((String::from_utf8_lossy(&small).into_owned(), tags))
    }

    fn lesson(
        &mut self,
        view: &view::View<'_>,
        pack: &Pack,
        lesson: &Lesson,
        leaflets: &Leaflets<'_>,
    ) -> Option<Context> {
        let made = view.lesson(&self.tera, pack, lesson, &leaflets(lesson));
        match made {
            Ok(context) => Some(context),
            Err(error) => {
                template_error(
                    self.report,
                    self.campaign,
                    &error,
                    Some(("blocks", &lesson.id, view.lang.as_str())),
                );
                None
            }
        }
    }

    /// Style sheets, scripts and raster pictures, under names that change with their content.
    fn assets(&self) -> Vec<Artifact> {
        let theme = self.campaign.theme.assets.iter().map(|(name, bytes)| Artifact {
            path: format!("site/{}", asset_path(name, bytes)),
            bytes: bytes.to_vec(),
        });
        let pictures = self
            .campaign
            .pictures
            .iter()
            .filter(|(_, picture)| picture.kind != PictureKind::Svg)
            .map(|(path, picture)| Artifact {
                path: format!("site/{}", picture_path(path, picture)),
                bytes: picture.bytes.clone(),
            });
        theme.chain(pictures).collect()
    }

    fn file_of(&self, template: &str) -> Option<Span> {
        self.campaign.theme.web.get(template).map(|source| Span::new(source.file, 0..0))
    }
}

/// Where an asset lies below the site: its name carries a hash, so that no phone shows an old one.
fn asset_path(name: &str, bytes: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    format!("assets/{stem}-{:08x}.{ending}", xxh3_64(bytes) >> 32)
}

fn picture_path(path: &str, picture: &crate::model::Picture) -> String {
    let stem = path
        .rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'))
        .map_or("picture", |(stem, _)| stem);
    asset_path(&format!("{stem}.{}", picture.kind.extension()), &picture.bytes)
}

/// The templates of the theme, their square brackets marked.
fn templates(report: &mut Report, campaign: &Campaign) -> Result<Tera, Reported> {
    let mut tera = Tera::new();
    tera.register_filter("fill", fill);
    let sources: Vec<(String, String)> = campaign
        .theme
        .web
        .iter()
        .map(|(name, source)| (name.clone(), holes::lower(&source.text)))
        .collect();
    tera.add_raw_templates(sources)
        .map_err(|error| template_error(report, campaign, &error, None))?;
    Ok(tera)
}

/// `{{ t.lessons_count | fill(n=8) }}`: puts values in the place of `{n}`; a phrase with plural
/// forms takes the one for `n`.
fn fill(phrase: Value, values: Kwargs, _: &State<'_>) -> tera::TeraResult<String> {
    let number: Option<i64> = values.get("n")?;
    let mut text = match phrase.as_map() {
        Some(forms) => {
            let form = if number == Some(1) { "one" } else { "other" };
            forms
                .get(&tera::value::Key::from(form))
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        }
        None => phrase.as_str().unwrap_or_default().to_owned(),
    };
    if let Some(number) = number {
        text = text.replace("{n}", &number.to_string());
    }
    Ok(text)
}

/// A template at fault: the place in the theme, and the page that showed it.
fn template_error(
    report: &mut Report,
    campaign: &Campaign,
    error: &tera::Error,
    page: Option<(&str, &str, &str)>,
) -> Reported {
    let (span, said) = match error.kind() {
        tera::ErrorKind::SyntaxError(at) | tera::ErrorKind::RenderingError(at) => {
            let source = campaign.theme.web.get(at.filename());
            let span = source.map(|source| {
                // Offsets are in the marked text, where each pair of brackets is one byte longer.
                let marked = holes::lower(&source.text);
                let longer = |at: usize| {
                    marked.get(..at).map_or(0, |text| {
                        text.matches(['\u{E000}', '\u{E001}', '\u{E002}', '\u{E003}']).count()
                    })
                };
                let range = &at.span().range;
                Span::new(
                    source.file,
                    range.start - longer(range.start)..range.end - longer(range.end),
                )
            });
            (span, at.message().to_owned())
        }
        _ => (
            None,
            error
                .to_string()
                .replace('\u{E000}', "[[")
                .replace('\u{E001}', "]]")
                .replace('\u{E002}', "[%")
                .replace('\u{E003}', "%]"),
        ),
    };
    let text = match page {
        Some((template, name, lang)) => {
            say! { vi: "giao diện `{template}` hỏng ở trang `{name}` ({lang}): {said}", en: "the template `{template}` fails on the page `{name}` ({lang}): {said}" }
        }
        None => say! { vi: "giao diện có lỗi: {said}", en: "the theme has an error: {said}" },
    };
    report.error_with_help(
        "template-error",
        span,
        text,
        say! { vi: "sửa tệp giao diện, hoặc bỏ nó khỏi thư mục themes để dùng giao diện có sẵn", en: "mend the theme file, or take it out of the themes folder to use the built-in one" },
    )
}

/// What templates may say of a place, as Tera wants it.
pub fn value(view: &PlaceView) -> Value {
    Value::from_serializable(view)
}

impl Site {
    /// The strings of a place, its own lessons and its local notes among them.
    pub fn place(
        &self,
        campaign: &Campaign,
        selection: &Selection,
        place: &Place,
        lang: &Lang,
    ) -> PlaceView {
        let mut view = PlaceView::new(campaign, place, lang, selection.as_of);
        for (_, lesson) in
            campaign.lessons().filter(|(_, lesson)| lesson.only_in.contains(&place.id))
        {
            if let Some((text, _)) = lesson.text(lang, campaign.first_lang()) {
                view.lessons.push(OwnLesson {
                    title: text.title.clone(),
                    action: text.action.clone(),
                    url: format!("{}.html", lesson.id),
                });
            }
        }
        for ((lesson, _), note) in place.notes.iter().filter(|((_, of), _)| of == lang) {
            let words = view::View::new(campaign, selection, lang);
            view.notes.insert(lesson.clone(), words.note(&self.tera, &note.blocks));
        }
        view
    }
}
