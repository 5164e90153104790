from pathlib import Path

from collector_desktop.app.paths import Places


def test_the_users_places_are_five_different_ones_and_nothing_is_made_by_asking() -> None:
    places = Places.of_user()
    assert len({places.books, places.demo, places.settings_file, places.log_file, places.exchange}) == 5
    assert not any(folder.exists() for folder in places.folders())


def test_the_demo_villages_are_kept_apart_from_the_real_books(tmp_path: Path) -> None:
    for places in (Places.of_user(), Places.below(tmp_path)):
        assert not places.demo.is_relative_to(places.books)
        assert not places.books.is_relative_to(places.demo)


def test_a_program_on_a_stick_keeps_everything_in_one_folder(tmp_path: Path) -> None:
    places = Places.below(tmp_path)
    for place in (*places.folders(), places.settings_file, places.log_file):
        assert place.is_relative_to(tmp_path)


def test_the_users_places_lie_in_the_home_of_the_tests() -> None:
    for folder in Places.of_user().folders():
        assert "home-of-tests-" in str(folder)
