#include "base/kind.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"

/* What to type: a format for the name of the file. */
#define BY_READ "wca-read %s makes frames of it"
#define BY_ASE                                                                                               \
    "ase convert %s frames.xyz makes extended XYZ of it, of which wca-read makes frames, with "              \
    "--diameter-of-type where it has no radii"
#define BY_OVITO                                                                                             \
    "OVITO, or a script with the library that wrote %s, makes extended XYZ of it, of which wca-read makes "  \
    "frames"
#define UNPACKED_BY(command) command " %s | %s - reads what is in it"

static const struct kind {
    const char *start, *name, *advice;
    size_t offset, length;
} kinds[] = {
#define TEXT(start, name, advice)                                                                            \
    { start, name, advice, 0, sizeof start - 1 }
    TEXT("ITEM: ", "a LAMMPS dump", BY_READ),
    TEXT("LammpS RestartT", "a LAMMPS restart file",
         "lmp -r %s data.txt makes a data file of it, and wca-read data.txt frames"),
    TEXT("{", "a table of rows, JSON Lines", "programs of which --help says that they read rows take it"),
    TEXT("HEADER ", "a PDB file", BY_ASE),
    TEXT("TITLE ", "a PDB file", BY_ASE),
    TEXT("REMARK ", "a PDB file", BY_ASE),
    TEXT("CRYST1", "a PDB file", BY_ASE),
    TEXT("MODEL ", "a PDB file", BY_ASE),
    TEXT("ATOM  ", "a PDB file", BY_ASE),
    TEXT("HETATM", "a PDB file", BY_ASE),
    TEXT("data_", "a CIF file", BY_ASE),
    TEXT("- of Ulm", "a trajectory of ASE", BY_ASE),
    TEXT("CDF\1", "a netCDF file", BY_ASE),
    TEXT("CDF\2", "a netCDF file", BY_ASE),
    TEXT("CDF\5", "a netCDF file", BY_ASE),
    TEXT("\x89HDF\r\n\x1a", "an HDF5 file (netCDF 4, H5MD)", BY_OVITO),
    TEXT("\x89HDF", "an HDF5 file (netCDF 4, H5MD)", BY_OVITO), /* its line end is gone */
    TEXT("\xdf\x65\xdf\x65\xdf\x65\xdf\x65", "a GSD file of HOOMD", BY_OVITO),
    {"CORD", "a DCD file", BY_OVITO, 4, 4},
    TEXT("<?xml", "an XML file", BY_OVITO),
    TEXT("\x93NUMPY", "an array of NumPy", BY_OVITO),
    TEXT("PK\3\4", "a ZIP archive", UNPACKED_BY("unzip -p")),
    TEXT("BZh", "a file of bzip2", UNPACKED_BY("bzip2 -dc")),
    TEXT("\xfd"
         "7zXZ",
         "a file of xz", UNPACKED_BY("xz -dc")),
    TEXT("\x28\xb5\x2f\xfd", "a file of zstd", UNPACKED_BY("zstd -dc")),
    TEXT("wca checkpoint", "a checkpoint of wca",
         "%s is for --checkpoint, with the options and the input of the run that wrote it"),
    TEXT("%PDF", "a PDF file", "%s is for reading by people"),
#undef TEXT
};

static char *phrase(const struct kind *kind, const char *path) {
    char *advice = text_of(kind->advice, path, program_invocation_short_name);
    return text_of("%s (%s)", kind->name, advice);
}

char *kind_of(const char *start, const char *path) {
    for (const struct kind *kind = kinds; kind < kinds + sizeof kinds / sizeof *kinds; kind++)
        if (memcmp(start + kind->offset, kind->start, kind->length) == 0)
            return phrase(kind, path);
    if (strcasestr(start, "lammps") != NULL) /* the free first line of a data file */
        return phrase(&(struct kind){.name = "a LAMMPS data file", .advice = BY_READ}, path);
    return NULL;
}
