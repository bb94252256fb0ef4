#pragma once

#include <mpi.h>

// What MPI has as macros that Swift cannot read; each means something else in another MPI.

static inline MPI_Comm onward_mpi_world(void) { return MPI_COMM_WORLD; }

static inline MPI_Datatype onward_mpi_byte(void) { return MPI_BYTE; }

static inline MPI_Request onward_mpi_no_request(void) { return MPI_REQUEST_NULL; }

static inline MPI_Errhandler onward_mpi_errors_return(void) { return MPI_ERRORS_RETURN; }

static inline int onward_mpi_one_thread_at_a_time(void) { return MPI_THREAD_SERIALIZED; }
