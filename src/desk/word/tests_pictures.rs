//! Pictures of a document, as programs write them, and where they stand in the draft.

use std::io::Cursor;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage};

use super::{
    block::Document,
    lesson::Draft,
    tests::{draft, draft as draft_of, item, lines, p, paragraph, r, rest_of, shown, with},
};

fn written(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        Rgb([u8::from(x * 2 < width) * 200, u8::from(y * 2 < height) * 200, 0])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(image).write_to(&mut bytes, format).expect("a picture");
    bytes.into_inner()
}

/// A JPEG as a telephone writes it: on its side, with the place where it was taken.
fn from_a_telephone() -> Vec<u8> {
    let jpeg = written(40, 20, ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26");
    exif.extend(b"\0\0\0\0\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0");
    let long = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&jpeg[..2], b"\xFF\xE1", &long, &exif, &jpeg[2..], b"MotionPhoto_Data"].concat()
}

/// A picture as Word writes it.
fn picture(relation: &str, says: &str) -> String {
    cut(relation, says, "")
}

fn cut(relation: &str, says: &str, part: &str) -> String {
    format!(
        r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{says}"/><a:graphic><a:graphicData><pic:pic xmlns:pic="pic"><pic:nvPicPr><pic:cNvPr id="0" name="x.png"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>{part}</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
    )
}

/// A document with a PNG `r5`, an EMF `r10`, a JPEG `r11` and a GIF `r12`.
fn illustrated(body: &str) -> Document {
    let png = written(40, 20, ImageFormat::Png);
    let parts: [(&str, &[u8]); 4] = [
        ("word/media/image1.png", &png),
        ("word/media/image2.emf", b"\x01\0\0\0"),
        ("word/media/image3.jpg", &from_a_telephone()),
        ("word/media/image4.gif", b"GIF89a"),
    ];
    with(body, &parts)
}

fn names(document: &Document) -> Vec<&str> {
    document.pictures.iter().map(|file| file.name.as_str()).collect()
}

#[test]
fn a_picture_stands_below_what_it_stood_in_with_its_own_words() {
    let all = [
        paragraph(&[r("", "Trước "), picture("r5", "Giếng [có] nắp"), r("", "sau")]),
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{}{}</w:p>"#,
            r("", "Đậy nắp"),
            picture("r11", "")
        ),
        item(2, 1, "trong"),
        item(2, 0, "Rào ao"),
        paragraph(&[picture("r5", "Giếng")]),
        item(2, 0, "Dạy bơi"),
    ];
    let document = illustrated(&all.concat());
    let Draft { text, losses, .. } = draft(&document);
    let wanted = "Trước sau\n\n![Giếng \\[có\\] nắp](hinh-1.png)\n\n1. Đậy nắp\n\n   ![ [Cần viết] Người xem thấy gì trong hình này](hinh-2.png)\n\n   1. trong\n2. Rào ao\n\n![Giếng](hinh-1.png)\n\n3. Dạy bơi\n";
    assert_eq!(rest_of(&text), wanted);
    assert_eq!(names(&document), ["hinh-1.png", "hinh-2.png"]);
    assert_eq!(shown(&text).0, "");
    let losses: String = losses.iter().flat_map(|line| [line.en.as_ref(), "\n"]).collect();
    for line in [
        "pictures shown where they stood",
        "3 (“hinh-1.png: Giếng [có] nắp”, “hinh-2.png”, “hinh-1.png: Giếng”)",
        "pictures that nobody described: write what one sees where it says [To write]: 1",
    ] {
        assert!(losses.contains(line), "{line}\n---\n{losses}");
    }
}

#[test]
fn a_picture_may_be_all_that_stands_in_an_item_or_a_cell() {
    let alone = format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>{}</w:p>"#,
        picture("r5", "Giếng")
    );
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = [cell(&p("", "Nên")), cell(&paragraph(&[picture("r5", "a | b")]))].concat();
    let other = [cell(&p("", "Đừng")), cell(&p("", "c"))].concat();
    let all = [
        item(2, 0, "một"),
        alone,
        item(2, 0, "ba"),
        format!("<w:tbl><w:tr>{row}</w:tr><w:tr>{other}</w:tr></w:tbl>"),
    ];
    let text = draft(&illustrated(&all.concat())).text;
    let wanted = "1. một\n2. ![Giếng](hinh-1.png)\n3. ba\n\n| Nên | ![a \\| b](hinh-1.png) |\n|---|---|\n| Đừng | c |\n";
    assert_eq!(rest_of(&text), wanted);
    assert_eq!(shown(&text).0, "");
}

#[test]
fn a_picture_of_an_item_goes_where_the_item_goes() {
    let crossed = format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>{}{}</w:p>"#,
        r("", "Nhảy xuống nước"),
        picture("r5", "Trẻ nhảy xuống ao")
    );
    let text = draft(&illustrated(&[p("", "Ở nhà:"), crossed].concat())).text;
    let wanted = "{#dont}\n\nỞ nhà:\n\n- ✗ Nhảy xuống nước\n\n  ![Trẻ nhảy xuống ao](hinh-1.png)\n";
    assert!(text.contains(wanted), "{text}");
}

#[test]
fn what_a_program_wrote_of_a_picture_is_no_description() {
    for says in [
        "C:\\Users\\Lan\\Desktop\\IMG_2034.JPG",
        "IMG_256",
        "Hình ảnh",
        "Ảnh có chứa nước&#10;&#10;Mô tả được tạo tự động",
        "A child&#10;&#10;AI-generated content may be incorrect.",
    ] {
        let draft = draft(&illustrated(&paragraph(&[r("", "a"), picture("r5", says)])));
        let wanted = "a\n\n![ [Cần viết] Người xem thấy gì trong hình này](hinh-1.png)\n";
        assert_eq!(rest_of(&draft.text), wanted, "{says}");
    }
}

#[test]
fn a_form_that_no_lesson_shows_lies_beside_and_is_reported() {
    let all = paragraph(&[
        picture("r5", "Giếng"),
        r("", " và "),
        picture("r10", ""),
        picture("r12", "Ao"),
    ]);
    let document = illustrated(&all);
    assert_eq!(names(&document), ["hinh-1.png", "hinh-2.emf", "hinh-3.gif"]);
    assert_eq!(document.pictures[2].bytes, b"GIF89a");
    let draft = draft(&document);
    let wanted = "và [Cần viết] hình (hinh-2.emf)\\[Cần viết] hình (hinh-3.gif: Ao)\n\n![Giếng](hinh-1.png)\n";
    assert_eq!(rest_of(&draft.text), wanted);
    let losses = lines(&draft);
    assert!(losses.contains("choose Save as Picture, PNG"), "{losses}");
    assert!(losses.contains("2 (“hinh-2.emf”, “hinh-3.gif: Ao”)"), "{losses}");
    // One that is damaged is none.
    let damaged: [(&str, &[u8]); 1] = [("word/media/image1.png", b"\x89PNG\r\n\x1A\n...")];
    let document = with(&paragraph(&[picture("r5", "Giếng")]), &damaged);
    assert_eq!(names(&document), [""; 0]);
    let draft = draft_of(&document);
    assert!(draft.text.contains("[Cần viết] hình (image1.png: Giếng)"), "{}", draft.text);
    assert!(lines(&draft).contains("pictures left out, as damaged"), "{}", lines(&draft));
}

#[test]
fn neither_place_nor_day_nor_what_was_cut_off_comes_along() {
    let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|part| part == words);
    assert!(holds(&from_a_telephone(), b"Exif"));
    let document = illustrated(&paragraph(&[picture("r11", "Ao")]));
    let file = &document.pictures[0];
    for words in [&b"Exif"[..], b"MotionPhoto", b"\x88\x25"] {
        assert!(!holds(&file.bytes, words));
    }
    let seen = image::load_from_memory(&file.bytes).expect("a picture");
    assert_eq!(seen.dimensions(), (20, 40), "it stands upright");

    let half = cut("r5", "Nửa", r#"<a:srcRect l="50000"/>"#);
    let document = illustrated(&paragraph(&[half, picture("r5", "Cả hình")]));
    let sizes: Vec<_> = document
        .pictures
        .iter()
        .map(|file| image::load_from_memory(&file.bytes).expect("a picture").dimensions())
        .collect();
    assert_eq!(sizes, [(20, 20), (40, 20)]);
    // Nobody knows which side of a picture on its side was cut off.
    let turned = cut("r11", "Ao", r#"<a:srcRect t="50000"/>"#);
    let document = illustrated(&paragraph(&[r("", "a"), turned]));
    assert!(document.pictures.is_empty());
    assert!(lines(&draft(&document)).contains("pictures left out"));
}

#[test]
fn pictures_of_older_and_other_programs_have_their_words_too() {
    let vml = r#"<w:r><w:pict><v:shape alt="Ao có rào"><v:imagedata r:id="r5" o:title="ao" xmlns:o="o"/></v:shape></w:pict></w:r>"#;
    let titled = r#"<w:r><w:pict><v:shape><v:imagedata r:id="r5" o:title="Giếng có nắp" xmlns:o="o"/></v:shape></w:pict></w:r>"#;
    let of = |relation: &str, says: &str| {
        format!(
            r#"<pic:pic><pic:nvPicPr><pic:cNvPr descr="{says}"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>"#
        )
    };
    let group = format!(
        r#"<w:r><w:drawing xmlns:pic="pic"><wp:docPr descr="Hai hình"/><a:graphic>{}{}</a:graphic></w:drawing></w:r>"#,
        of("r5", "Hình trái"),
        of("r11", "Hình phải")
    );
    let all = [paragraph(&[vml.to_owned()]), paragraph(&[titled.to_owned()]), paragraph(&[group])];
    let wanted = "![Ao có rào](hinh-1.png)\n\n![Giếng có nắp](hinh-1.png)\n\n![Hình trái](hinh-1.png)\n\n![Hình phải](hinh-2.png)\n";
    assert_eq!(rest_of(&draft(&illustrated(&all.concat())).text), wanted);
}

#[test]
fn where_a_picture_leads_and_what_is_drawn_beside_it_is_not_lost() {
    let linked = format!(r#"<w:hyperlink r:id="r4">{}</w:hyperlink>"#, picture("r5", "Giếng"));
    let clicked = picture("r5", "Giếng")
        .replace(r#" descr="Giếng"/>"#, r#" descr="Giếng"><a:hlinkClick r:id="r4"/></wp:docPr>"#);
    let link = "[https://www.who.int/a_b(c)](https://www.who.int/a_b%28c%29)";
    for runs in [linked, clicked] {
        let text = draft(&illustrated(&paragraph(&[runs]))).text;
        assert_eq!(rest_of(&text), format!("{link}\n\n![Giếng](hinh-1.png)\n"));
    }
    let arrow = "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><wps:spPr/></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line/></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
    // Handwriting, which other programs have as a picture.
    let ink = r#"<w:r><mc:AlternateContent><mc:Choice><w:drawing><w14:contentPart xmlns:w14="w14"/></w:drawing></mc:Choice><mc:Fallback><w:drawing><wp:docPr descr="Chữ viết tay"/><a:blip r:embed="r5"/></w:drawing></mc:Fallback></mc:AlternateContent></w:r>"#;
    let rule = r#"<w:r><w:pict><v:rect o:hr="t" xmlns:o="o"/></w:pict></w:r>"#;
    let all = [r("", "a"), arrow.to_owned(), ink.to_owned(), rule.to_owned()];
    let draft = draft(&illustrated(&paragraph(&all)));
    assert_eq!(rest_of(&draft.text), "a\n\n![Chữ viết tay](hinh-1.png)\n");
    let losses = lines(&draft);
    assert!(losses.contains("shapes without words (arrows, lines, frames) left out"), "{losses}");
    assert!(losses.contains("so look in Word whether they say something: 1"), "{losses}");
}

#[test]
fn what_is_hidden_or_taken_out_of_drawings_is_reported() {
    let boxed = r#"<w:r><w:rPr><w:vanish/></w:rPr><w:pict><w:txbxContent><w:p><w:r><w:t>giấu</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"#;
    let hidden = picture("r5", "Ao").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>");
    let taken = format!("<w:del>{}</w:del>", picture("r5", "Giếng"));
    let document = illustrated(&paragraph(&[r("", "hiện"), boxed.to_owned(), taken, hidden]));
    assert!(document.pictures.is_empty());
    let draft = draft(&document);
    assert_eq!(rest_of(&draft.text), "hiện\n");
    let losses = lines(&draft);
    assert!(
        losses.contains("stretches of hidden text left out: 2 (“giấu”, “(hình: image1.png: Ao)”)"),
        "{losses}"
    );
    assert!(
        losses.contains("tracked deletions left out: 1 (“(hình: image1.png: Giếng)”)"),
        "{losses}"
    );
}
